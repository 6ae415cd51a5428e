/** @module Which intervals fit the market's slots and the day, so that both begin on a reading. */

/** Length of a market slot of simulated time [s]. */
export const MARKET_SLOT_SECONDS = 900

const DAY_SECONDS = 86_400

/** Longest interval: one reading a day [s]. */
export const MAX_INTERVAL_SECONDS = DAY_SECONDS

/**
 * Tells whether readings at this interval meet every slot boundary and every midnight.
 *
 * @param intervalSeconds - a whole number from 1 to 86400 [s]
 */
export function isAcceptedInterval(intervalSeconds: number): boolean {
  const fitsSlot = MARKET_SLOT_SECONDS % intervalSeconds === 0 || intervalSeconds % MARKET_SLOT_SECONDS === 0
  return fitsSlot && DAY_SECONDS % intervalSeconds === 0
}

/**
 * The accepted intervals on either side of one that is not.
 *
 * @param intervalSeconds - the refused interval [s]
 * @returns nearest accepted below and above [s]; twice the limit for what lies outside 1 to 86400
 */
export function nearestAcceptedIntervals(intervalSeconds: number): readonly [number, number] {
  const inRange = Math.round(Math.min(MAX_INTERVAL_SECONDS, Math.max(1, intervalSeconds)))
  let below = inRange
  while (!isAcceptedInterval(below)) below -= 1
  let above = inRange
  while (!isAcceptedInterval(above)) above += 1
  return [below, above]
}
