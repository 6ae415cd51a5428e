/** @module A distribution transformer as the series impedance it puts before its busbar. */

import type { Feeder } from '../../campus/meter.ts'

/** Series impedance per phase, seen from the low-voltage side [Ω]. */
export interface SeriesImpedance {
  readonly resistanceOhm: number
  readonly reactanceOhm: number
}

/**
 * Short-circuit impedance of a transformer, referred to its low-voltage side.
 *
 * Z = (u_k/100)·U²/S, R = Z/√(1 + (X/R)²), X = R·(X/R)
 *
 * @param feeder - rating [kVA], short-circuit impedance [%] and X/R of the transformer
 * @param nominalVoltageV - phase-to-neutral nominal voltage U/√3 of the low-voltage side [V]
 * @returns per phase [Ω]
 * @see IEC 60076-5:2006, clause 3.2.3 and Table 1 (4 % up to 630 kVA, 5 % to 1250 kVA, 6 % to 2500 kVA)
 */
export function transformerImpedance(feeder: Feeder, nominalVoltageV: number): SeriesImpedance {
  const impedanceOhm =
    ((feeder.impedancePercent / 100) * 3 * nominalVoltageV * nominalVoltageV) / (feeder.transformerKva * 1000)
  const resistanceOhm = impedanceOhm / Math.sqrt(1 + feeder.xrRatio * feeder.xrRatio)
  return { resistanceOhm, reactanceOhm: resistanceOhm * feeder.xrRatio }
}
