/** @module The clear-sky index: how much of the cloudless irradiance the clouds let through. */

import { type OrnsteinUhlenbeckStep, ornsteinUhlenbeckStep } from './ornstein-uhlenbeck.ts'

/** Bounds of the index: thunderclouds let some light through; cloud edges lift irradiance above the clear sky's. */
export const CLEAR_SKY_INDEX_MIN = 0.05
export const CLEAR_SKY_INDEX_MAX = 1.1

/**
 * Mean and standard deviation of the clear-sky index in each condition, in the order of WEATHER_CONDITIONS.
 *
 * Means follow Kasten and Czeplak's G/G0 = 1 − 0.75·(N/8)^3.4 at the cloud cover N named on each line, rounded and
 * with rain at 0.7 of an overcast sky; spreads are a modelling choice, widest where clouds are broken.
 *
 * @see Kasten and Czeplak, "Solar and terrestrial radiation dependent on the amount and type of cloud",
 *   Solar Energy 24 (1980), doi:10.1016/0038-092X(80)90391-6
 */
export const CLOUD_INDEX = [
  { mean: 1.0, spread: 0.03 }, // Sunny: 0 to 1 okta, 1.000
  { mean: 0.8, spread: 0.15 }, // Partly_Cloudy: 5 oktas, 0.848
  { mean: 0.55, spread: 0.12 }, // Cloudy: 7 oktas, 0.524
  { mean: 0.3, spread: 0.08 }, // Overcast: 8 oktas, 0.250
  { mean: 0.18, spread: 0.07 }, // Rainy: 8 oktas in rain, 0.175
] as const

/** Time in which a cloud's effect is forgotten, and in which the index follows a new condition [s]. */
export const CLOUD_MEMORY_SECONDS = 240

/**
 * Global irradiance under a cloud cover over that of a cloudless sky, 1 − 0.75·c^3.4.
 *
 * @param coverFraction - cloud cover c, 0 clear to 1 overcast
 * @see Kasten and Czeplak (1980), equation 4, doi:10.1016/0038-092X(80)90391-6
 */
export function cloudCoverFactor(coverFraction: number): number {
  return 1 - 0.75 * coverFraction ** 3.4
}

/**
 * The wandering clear-sky index, an Ornstein–Uhlenbeck process around the mean of the current condition.
 *
 * After a change of condition it approaches the new mean exponentially, so irradiance ramps over minutes as when a
 * cloud bank moves in. The unbounded process is what is remembered: bounding only what is shown keeps its law exact.
 */
export class CloudIndex {
  readonly #step: OrnsteinUhlenbeckStep

  /** @param intervalSeconds - time between two values [s] */
  constructor(intervalSeconds: number) {
    this.#step = ornsteinUhlenbeckStep(intervalSeconds, CLOUD_MEMORY_SECONDS)
  }

  /** An unbounded index from the law within a condition, for a standard normal deviate z. */
  initial(condition: number, z: number): number {
    const { mean, spread } = CLOUD_INDEX[condition]
    return mean + spread * z
  }

  /** The unbounded index one interval after `index`, the interval spent in `condition`, for a standard normal z. */
  next(index: number, condition: number, z: number): number {
    const { mean, spread } = CLOUD_INDEX[condition]
    return mean + this.#step.carry * (index - mean) + this.#step.fresh * spread * z
  }
}

/** The clear-sky index shown for an unbounded one. */
export function boundedClearSkyIndex(index: number): number {
  return Math.min(CLEAR_SKY_INDEX_MAX, Math.max(CLEAR_SKY_INDEX_MIN, index))
}
