/** @module How much the price moves from slot to slot, kept as a few running numbers. */

/** Positions in the column: returns seen, their mean, Σ of squared deviations, last price (0: none to compare with). */
const RETURNS = 0
const MEAN = 1
const SQUARES = 2
const LAST_PRICE = 3
const LENGTH = 4

/** A column before the first slot; a checkpoint can hold it. */
export function createPriceVolatility(): Float64Array {
  return new Float64Array(LENGTH)
}

/**
 * Adds the next slot.
 *
 * A return needs two adjacent slots that both had a price above 0: over a gap it would tell how long the gap was.
 *
 * @param state - the column to add to
 * @param price - clearing price, or mean price, in any one unit, 0 or more; null without trades
 */
export function addPrice(state: Float64Array, price: number | null): void {
  const last = state[LAST_PRICE]
  const present = price ?? 0
  state[LAST_PRICE] = present
  if (last === 0 || present === 0) return
  // Welford's update: no catastrophic cancellation, whatever the level of returns.
  const logReturn = Math.log(present / last)
  const deviation = logReturn - state[MEAN]
  state[RETURNS] += 1
  state[MEAN] += deviation / state[RETURNS]
  state[SQUARES] += deviation * (logReturn - state[MEAN])
}

/**
 * Price volatility: sample standard deviation of logarithmic returns ln(p_t / p_{t−1}) from slot to slot.
 *
 * @returns dimensionless, per slot; null for less than two returns
 * @see Simonsen, 2005, "Volatility of power markets", Physica A 355(1), 10–20, doi:10.1016/j.physa.2005.02.062
 * @see Welford, 1962, "Note on a method for calculating corrected sums of squares and products", Technometrics 4(3),
 *   419–420, doi:10.1080/00401706.1962.10490022
 */
export function priceVolatility(state: Float64Array): number | null {
  return state[RETURNS] < 2 ? null : Math.sqrt(state[SQUARES] / (state[RETURNS] - 1))
}
