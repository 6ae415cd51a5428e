/** @module How far generation lately fell short of the clear sky's, which is taken to go on. */

import { HOUR_MS } from '../time/local-clock.ts'
import type { MeanPower } from './mean-power.ts'

/**
 * What is looked back on: over 120 simulated days an hour did best for the next one, and no window was better for the
 * rest of the day.
 */
export const LOOK_BACK_MS = HOUR_MS

/** Less clear-sky energy than so many hours of the day's largest clear-sky power says too little of the clouds. */
const LEAST_PEAK_HOURS = 0.1

/**
 * Share of the clear-sky energy that arrived.
 *
 * k = Σ P·Δt / Σ P_clear·Δt over what was measured, bounded to 0 … 1: above the clear sky nothing lasts.
 *
 * @param measured - generation [kW]
 * @param clearKw - mean clear-sky generation over a time [kW]
 * @param peakKw - the day's largest clear-sky generation [kW]
 * @returns the index; null where the sun has not shone for long enough to tell
 * @see H. T. C. Pedro, C. F. M. Coimbra, "Assessment of forecasting techniques for solar power production with no
 *   exogenous inputs", Solar Energy 86 (2012) 2017, doi:10.1016/j.solener.2012.04.004: persistence of the clear-sky index
 */
export function persistentIndex(
  measured: readonly MeanPower[],
  clearKw: (fromMs: number, toMs: number) => number,
  peakKw: number,
): number | null {
  let [energy, clearEnergy] = [0, 0]
  for (const { fromMs, toMs, kw } of measured) {
    energy += kw * (toMs - fromMs)
    clearEnergy += clearKw(fromMs, toMs) * (toMs - fromMs)
  }
  if (clearEnergy <= 0 || clearEnergy < LEAST_PEAK_HOURS * HOUR_MS * peakKw) return null
  return Math.max(0, Math.min(1, energy / clearEnergy))
}
