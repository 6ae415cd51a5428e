/** @module How much warmer or cooler than its normal a day is. */

import { type Random, STREAM } from '../../random/random.ts'

/** Standard deviation of a day's anomaly [K]: small, as near the equator; a modelling choice. */
export const ANOMALY_SPREAD_K = 1.2

/**
 * Correlation of one day's anomaly with the next's.
 *
 * @see Richardson and Wright, "WGEN: a model for generating daily weather variables", USDA ARS-8 (1984): lag-one
 *   correlation 0.621 for daily maxima and 0.674 for minima
 */
export const ANOMALY_CORRELATION = 0.65

/** Days a shock is followed: 0.65^32 is one millionth. */
const SHOCK_DAYS = 32

const SCALE =
  ANOMALY_SPREAD_K * Math.sqrt((1 - ANOMALY_CORRELATION ** 2) / (1 - ANOMALY_CORRELATION ** (2 * SHOCK_DAYS)))

/**
 * The temperature anomaly of a date, a first-order autoregression written as the sum of its shocks.
 *
 * a(d) = c·Σ φ^k·z(d − k), k = 0…31: a pure function of the date, so nothing has to be remembered or replayed.
 *
 * @param random - the run's random streams
 * @param dayNumber - days since 1970-01-01 in local civil time
 * @returns the anomaly [K]
 */
export function dayAnomaly(random: Random, dayNumber: number): number {
  let sum = 0
  for (let day = dayNumber - SHOCK_DAYS + 1; day <= dayNumber; day++) {
    sum = ANOMALY_CORRELATION * sum + random.normal(STREAM.temperature, 0, day)
  }
  return SCALE * sum
}
