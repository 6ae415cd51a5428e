/** @module How peaky and how restless an exchange with the grid is, kept as a few running numbers. */

import { share } from './share.ts'

/** Positions in the column: slots seen, Σ, largest, Σ |step|, last value. */
const SLOTS = 0
const SUM = 1
const PEAK = 2
const RAMPING = 3
const LAST = 4
const LENGTH = 5

/** A column before the first slot; a checkpoint can hold it. */
export function createLoadProfile(): Float64Array {
  return new Float64Array(LENGTH)
}

/** Adds the energy of the next slot [mWh]: of imports, or net of exports (import positive). */
export function addLoad(profile: Float64Array, energy: number): void {
  const first = profile[SLOTS] === 0
  profile[PEAK] = first ? energy : Math.max(profile[PEAK], energy)
  profile[RAMPING] += first ? 0 : Math.abs(energy - profile[LAST])
  profile[SLOTS] += 1
  profile[SUM] += energy
  profile[LAST] = energy
}

/** The largest energy of a slot [mWh]; null before the first. */
export function peakLoad(profile: Float64Array): number | null {
  return profile[SLOTS] > 0 ? profile[PEAK] : null
}

/**
 * Load factor: mean / peak.
 *
 * @returns 1 for a constant load; null before the first slot and where the peak is 0 or less
 * @see Vázquez-Canteli, Kämpf, Henze, Nagy, 2019, "CityLearn v1.0", doi:10.1145/3360322.3360998
 */
export function loadFactor(profile: Float64Array): number | null {
  return share(profile[SUM], profile[SLOTS] * profile[PEAK])
}

/**
 * Ramping: Σ |e_t − e_{t−1}|.
 *
 * @returns [mWh]; null for less than two slots
 * @see Vázquez-Canteli et al., 2019
 */
export function ramping(profile: Float64Array): number | null {
  return profile[SLOTS] < 2 ? null : profile[RAMPING]
}
