/** @module Low-voltage cable: a conductor catalogue and the rule that sizes a segment for the current it must carry. */

/** A three-phase circuit of single-core copper cables with cross-linked polyethylene insulation. */
interface Conductor {
  readonly sectionMm2: number
  /** Resistance at 20 °C [Ω/km]. */
  readonly resistanceOhmPerKm: number
  /** Current-carrying capacity, touching on a tray in free air at 30 °C [A]. */
  readonly ampacityA: number
}

/**
 * Conductors in ascending order.
 *
 * @see IEC 60228:2004, Table 2 (class 2, plain annealed copper) for resistance;
 *   IEC 60364-5-52:2009, Table B.52.12 (method F, trefoil) for current-carrying capacity
 */
const CONDUCTORS: readonly Conductor[] = [
  { sectionMm2: 25, resistanceOhmPerKm: 0.727, ampacityA: 135 },
  { sectionMm2: 35, resistanceOhmPerKm: 0.524, ampacityA: 169 },
  { sectionMm2: 50, resistanceOhmPerKm: 0.387, ampacityA: 207 },
  { sectionMm2: 70, resistanceOhmPerKm: 0.268, ampacityA: 268 },
  { sectionMm2: 95, resistanceOhmPerKm: 0.193, ampacityA: 328 },
  { sectionMm2: 120, resistanceOhmPerKm: 0.153, ampacityA: 383 },
  { sectionMm2: 150, resistanceOhmPerKm: 0.124, ampacityA: 444 },
  { sectionMm2: 185, resistanceOhmPerKm: 0.0991, ampacityA: 510 },
  { sectionMm2: 240, resistanceOhmPerKm: 0.0754, ampacityA: 607 },
]
const LARGEST = CONDUCTORS[CONDUCTORS.length - 1]

/** Derating for an ambient of 40 °C, the Thai design value (IEC 60364-5-52:2009, Table B.52.14). */
const AMBIENT_FACTOR = 0.91

/** Reactance of low-voltage cable whatever its section [Ω/km] (IEC 60364-5-52:2009, Annex G). */
const REACTANCE_OHM_PER_KM = 0.08

/** Copper's temperature coefficient at 20 °C [1/K] (IEC 60287-1-1, Table 1). */
const COPPER_TEMPERATURE_COEFFICIENT = 0.003_93

/** A conductor at part load in Thai shade [°C]; one temperature for all cables, so that the flow stays linear. */
const CONDUCTOR_C = 50
const RESISTANCE_FACTOR = 1 + COPPER_TEMPERATURE_COEFFICIENT * (CONDUCTOR_C - 20)

/** Power factor of the current a segment is sized for. */
export const DESIGN_POWER_FACTOR = 0.9
const DESIGN_SINE = Math.sqrt(1 - DESIGN_POWER_FACTOR * DESIGN_POWER_FACTOR)

/** A chosen cable: `runs` equal circuits in parallel, and what they amount to per phase. */
export interface Cable {
  readonly sectionMm2: number
  readonly runs: number
  /** At 50 °C [Ω/km]. */
  readonly resistanceOhmPerKm: number
  readonly reactanceOhmPerKm: number
}

/**
 * Circuits of the largest conductor needed in parallel for a current.
 *
 * @param designCurrentA - current per phase [A]
 * @returns a whole number, at least 1
 * @see IEC 60364-5-52:2009, clause 523.7: conductors in parallel share the current equally
 */
export function parallelRuns(designCurrentA: number): number {
  return Math.max(1, Math.ceil(designCurrentA / (LARGEST.ampacityA * AMBIENT_FACTOR)))
}

/**
 * Chooses the cable of a segment: the smallest single circuit that carries the current at 40 °C within the allowed
 * voltage gradient, or as many of the largest in parallel as both need.
 *
 * The gradient of a cable at the design current is √3·I·(R·cos φ + X·sin φ).
 *
 * @param designCurrentA - current per phase [A]
 * @param maxDropVPerKm - allowed line-to-line drop at that current [V/km]
 * @returns the cable, its resistance corrected to 50 °C
 * @see IEC 60364-5-52:2009, Annex G, for the drop
 */
export function sizeCable(designCurrentA: number, maxDropVPerKm: number): Cable {
  const chosen = CONDUCTORS.find(
    (conductor) =>
      designCurrentA <= conductor.ampacityA * AMBIENT_FACTOR && dropVPerKm(conductor, designCurrentA) <= maxDropVPerKm,
  )
  if (chosen !== undefined) {
    return cableOf(chosen, 1)
  }
  const runsForDrop = Math.ceil(dropVPerKm(LARGEST, designCurrentA) / maxDropVPerKm)
  return cableOf(LARGEST, Math.max(parallelRuns(designCurrentA), runsForDrop))
}

function cableOf(conductor: Conductor, runs: number): Cable {
  return {
    sectionMm2: conductor.sectionMm2,
    runs,
    resistanceOhmPerKm: (conductor.resistanceOhmPerKm * RESISTANCE_FACTOR) / runs,
    reactanceOhmPerKm: REACTANCE_OHM_PER_KM / runs,
  }
}

function dropVPerKm({ resistanceOhmPerKm }: Conductor, currentA: number): number {
  const ohmPerKm = resistanceOhmPerKm * RESISTANCE_FACTOR * DESIGN_POWER_FACTOR + REACTANCE_OHM_PER_KM * DESIGN_SINE
  return Math.sqrt(3) * currentA * ohmPerKm
}
