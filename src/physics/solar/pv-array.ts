/** @module What a photovoltaic array yields: PVWatts direct-current power and its losses. */

/** Relative change of power per kelvin of crystalline silicon modules on the market [1/K]. */
export const SILICON_TEMPERATURE_COEFFICIENT = -0.0037

/** Temperature of standard test conditions [°C]. */
const REFERENCE_CELL_C = 25

/**
 * Losses of a typical system, each as a share of what the former leaves.
 *
 * @see A. P. Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641 (2014), table 5
 */
export const PVWATTS_LOSSES = {
  soiling: 0.02,
  shading: 0.03,
  snow: 0,
  mismatch: 0.02,
  wiring: 0.02,
  connections: 0.005,
  lightInducedDegradation: 0.015,
  nameplateRating: 0.01,
  age: 0,
  availability: 0.03,
} as const

/**
 * Losses one after the other: 1 − Π(1 − L).
 *
 * @param losses - shares, 0 to 1
 * @returns the share lost in all, 0 to 1
 * @see NREL/TP-6A20-62641, section 8
 */
export function combinedLoss(losses: Readonly<Record<string, number>>): number {
  return 1 - Object.values(losses).reduce((left, loss) => left * (1 - loss), 1)
}

/**
 * Direct-current power: E/1000·P0·(1 + γ·(Tc − 25)), not below 0.
 *
 * @param effectiveWm2 - irradiance that reaches the cells E [W/m²]
 * @param cellC - cell temperature Tc [°C]
 * @param ratedPower - power at standard test conditions P0 [any unit of power]
 * @param temperatureCoefficient - γ [1/K]
 * @returns power, in the unit of `ratedPower`
 * @see NREL/TP-6A20-62641, section 8
 */
export function pvwattsDc(
  effectiveWm2: number,
  cellC: number,
  ratedPower: number,
  temperatureCoefficient: number = SILICON_TEMPERATURE_COEFFICIENT,
): number {
  const power = (effectiveWm2 / 1000) * ratedPower * (1 + temperatureCoefficient * (cellC - REFERENCE_CELL_C))
  return Math.max(0, power)
}
