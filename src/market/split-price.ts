/** @module A price between what a seller wants at least and a buyer pays at most. */

/**
 * The price at k between two limits.
 *
 * p = k·high + (1 − k)·low, rounded half up to whole micro-units; never outside the limits.
 *
 * @param low - [micro-units/kWh], a whole number
 * @param high - [micro-units/kWh], a whole number, at least `low`
 * @param k - 0 gives `low`, 1 gives `high`
 * @returns [micro-units/kWh], a whole number
 */
export function splitPrice(low: number, high: number, k: number): number {
  return low + Math.floor(k * (high - low) + 0.5)
}
