/** @module Wind speed: gusts and lulls around the month's mean. */

/**
 * Variance of the logarithm of wind speed, ln(4/π).
 *
 * It gives the lognormal law the coefficient of variation of the Rayleigh law, √(4/π − 1) = 0.523, the usual one-number
 * model of wind speed.
 *
 * @see Manwell, McGowan, Rogers, "Wind energy explained", 2nd ed. (2009), section 2.4.3.1, doi:10.1002/9781119994367
 */
const LOG_VARIANCE = Math.log(4 / Math.PI)
const LOG_SPREAD = Math.sqrt(LOG_VARIANCE)

/** Time in which a spell of wind is forgotten [s]; a modelling choice. */
export const WIND_MEMORY_SECONDS = 3600

/**
 * Wind speed for a standard normal deviate, mean·exp(s·x − s²/2): its mean is the given one whatever the spread.
 *
 * @param meanMs - mean wind speed [m/s]
 * @param x - standard normal deviate
 * @returns wind speed [m/s], always positive
 */
export function lognormalWindMs(meanMs: number, x: number): number {
  return meanMs * Math.exp(LOG_SPREAD * x - LOG_VARIANCE / 2)
}
