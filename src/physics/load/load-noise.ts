/** @module Random variation of a load about its expected value: a lognormal factor of mean one with two memories. */

/** Coefficients of x' = phi·x + innovation·ε with ε standard normal. */
export interface NoiseCoefficients {
  /** Share of the previous value that remains, 0 ≤ phi < 1. */
  readonly phi: number
  /** Weight of the new standard normal deviate, 0 < innovation ≤ 1. */
  readonly innovation: number
}

/**
 * Exact discretisation of an Ornstein–Uhlenbeck process of unit variance.
 *
 * phi = exp(−Δt/τ), innovation = √(1 − phi²): the stationary law is standard normal and the correlation over a lag of
 * k·Δt is exp(−k·Δt/τ), so the law of the process does not depend on the interval.
 *
 * @param tauSeconds - correlation time τ [s], > 0
 * @param intervalSeconds - step Δt [s], > 0
 * @returns the coefficients [1]
 * @see G. E. Uhlenbeck, L. S. Ornstein, 1930, On the theory of the Brownian motion, doi:10.1103/PhysRev.36.823
 * @see D. T. Gillespie, 1996, Exact numerical simulation of the Ornstein–Uhlenbeck process and its integral,
 *   doi:10.1103/PhysRevE.54.2084
 */
export function noiseCoefficients(tauSeconds: number, intervalSeconds: number): NoiseCoefficients {
  const steps = intervalSeconds / tauSeconds
  // 1 − phi² by expm1: for a step far below τ the subtraction would lose its digits.
  return { phi: Math.exp(-steps), innovation: Math.sqrt(-Math.expm1(-2 * steps)) }
}

/**
 * The factor by which a load departs from its expected value.
 *
 * factor = exp(σf·fast + σs·slow − (σf² + σs²)/2), the mean of which is 1 for independent standard normal `fast`, `slow`.
 *
 * @param fast - state of the fast process (minutes), unit variance [1]
 * @param slow - state of the slow process (a day), unit variance [1]
 * @param sigmaFast - standard deviation of the logarithm due to the fast process [1]
 * @param sigmaSlow - standard deviation of the logarithm due to the slow process [1]
 * @returns the factor, > 0 [1]
 * @see J. Aitchison, J. A. C. Brown, 1957, The Lognormal Distribution, chapter 2 (mean = exp(µ + σ²/2))
 */
export function loadNoiseFactor(fast: number, slow: number, sigmaFast: number, sigmaSlow: number): number {
  return Math.exp(sigmaFast * (fast - 0.5 * sigmaFast) + sigmaSlow * (slow - 0.5 * sigmaSlow))
}
