/** @module Capacity fade of a lithium iron phosphate battery, a pure function of its throughput and its age. */

/**
 * Calendar ageing of a commercial LiFePO4/graphite cell: k_ref, activation energy, and the cubic in the state of charge.
 *
 * @see Naumann, Schimpe, Keil, Hesse, Jossen, "Analysis and modeling of calendar aging of a commercial LiFePO4/graphite
 *   cell", Journal of Energy Storage 17 (2018) 153-169, doi:10.1016/j.est.2018.01.019
 */
const CALENDAR = {
  /** Loss per √s at 25 °C. */
  referenceRate: 1.2571e-5,
  activationEnergyJPerMol: 17_126,
  socCubic: 2.8575,
  socConstant: 0.60225,
  referenceK: 298.15,
} as const

const GAS_CONSTANT = 8.314_462_618
const ZERO_CELSIUS_K = 273.15

/** Share of the nominal capacity lost per equivalent full cycle: 6000 cycles to 80 %, the usual warranty of the chemistry. */
const FADE_PER_FULL_CYCLE = 0.2 / 6000

/** An air-conditioned plant room, and a window of 10 to 95 % used evenly. */
const ROOM_C = 25
const MEAN_SOC = 0.5

/**
 * Capacity left, as a share of the nominal one.
 *
 * SoH = 1 − k_ref·exp(−E_a/R·(1/T − 1/T_ref))·(c·(SoC − ½)³ + d)·√t − (0.2/6000)·throughput / E
 *
 * The two losses add up; the cycle part is proportional to throughput, whatever the depth of the cycles.
 *
 * @param throughputMilliWh - energy discharged so far, as warranties count throughput [mWh]
 * @param capacityMilliWh - nominal capacity E [mWh]
 * @param ageSeconds - time since commissioning t [s]
 * @param cellC - mean cell temperature T [°C], 0 to 60
 * @param meanSoc - mean state of charge, 0 to 1
 * @returns state of health, 0 to 1
 * @see Naumann et al. 2018, doi:10.1016/j.est.2018.01.019 (calendar part); throughput part after Vázquez-Canteli, Kämpf,
 *   Henze, Nagy, "CityLearn v1.0", BuildSys 2019, doi:10.1145/3360322.3360998
 */
export function stateOfHealth(
  throughputMilliWh: number,
  capacityMilliWh: number,
  ageSeconds: number,
  cellC = ROOM_C,
  meanSoc = MEAN_SOC,
): number {
  const cycleLoss = (FADE_PER_FULL_CYCLE * throughputMilliWh) / capacityMilliWh
  return Math.max(0, 1 - calendarLoss(ageSeconds, cellC, meanSoc) - cycleLoss)
}

/**
 * Share of the nominal capacity lost to age alone.
 *
 * @param ageSeconds - time since commissioning [s]
 * @param cellC - mean cell temperature [°C], 0 to 60
 * @param meanSoc - mean state of charge, 0 to 1
 * @returns lost share of the capacity
 * @see Naumann et al. 2018, doi:10.1016/j.est.2018.01.019
 */
export function calendarLoss(ageSeconds: number, cellC: number, meanSoc: number): number {
  const inverseK = 1 / (cellC + ZERO_CELSIUS_K) - 1 / CALENDAR.referenceK
  const arrhenius = Math.exp((-CALENDAR.activationEnergyJPerMol / GAS_CONSTANT) * inverseK)
  const offset = meanSoc - 0.5
  const socFactor = CALENDAR.socCubic * offset * offset * offset + CALENDAR.socConstant
  return CALENDAR.referenceRate * arrhenius * socFactor * Math.sqrt(ageSeconds)
}

/**
 * Discharge throughput counted in full cycles of the usable energy.
 *
 * @param dischargedMilliWh - AC energy discharged [mWh]
 * @param usableMilliWh - energy between the ends of the window, (SoC_max − SoC_min)·E [mWh]
 * @returns equivalent full cycles; 0 for a battery without usable energy
 */
export function equivalentFullCycles(dischargedMilliWh: number, usableMilliWh: number): number {
  return usableMilliWh > 0 ? dischargedMilliWh / usableMilliWh : 0
}
