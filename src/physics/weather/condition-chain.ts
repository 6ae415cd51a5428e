/** @module The sequence of weather conditions: a Markov chain whose long-run shares are the configured weights. */

import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { generatorExponential } from './generator-exponential.ts'

const SIZE = WEATHER_CONDITIONS.length

/**
 * Mean time between two attempts to move to a given neighbour [s]; the one number that sets the chain's speed.
 *
 * Chosen so that clear spells last about an hour and rain about three quarters of one, as tropical showers do, which
 * gives a relaxation time of 2.06 h. A modelling choice, not a measurement. Mean dwell times, which are
 * 45 min / sum over neighbours of min(1, weight there / weight here), for the default weights:
 *
 * | condition     | weight | mean dwell [min] |
 * |---------------|-------:|-----------------:|
 * | Sunny         |   0.40 |               60 |
 * | Partly_Cloudy |   0.30 |               30 |
 * | Cloudy        |   0.15 |               27 |
 * | Overcast      |   0.10 |               30 |
 * | Rainy         |   0.05 |               45 |
 */
export const ATTEMPT_SECONDS = 45 * 60

/**
 * Rates of a chain that moves between neighbouring conditions only and has exactly the given stationary law.
 *
 * q(i→j) = rate·min(1, w(j)/w(i)) for neighbours i, j, hence w(i)·q(i→j) = w(j)·q(j→i) (detailed balance).
 * A condition of weight 0 is left out: its positive neighbours become neighbours of each other.
 *
 * @param weights - long-run shares ≥ 0, at least one positive; need not be normalised
 * @param rate - attempts per unit of time and neighbour [1/s]
 * @returns the generator Q row by row [1/s]; with a rate up to 0.5, I + Q is the discrete Metropolis chain
 * @see Metropolis, Rosenbluth, Rosenbluth, Teller, Teller, "Equation of state calculations by fast computing
 *   machines", J. Chem. Phys. 21 (1953), doi:10.1063/1.1699114
 */
export function metropolisGenerator(weights: readonly number[], rate: number): Float64Array {
  const generator = new Float64Array(SIZE * SIZE)
  let lower = -1
  for (let upper = 0; upper < SIZE; upper++) {
    if (!(weights[upper] > 0)) continue
    if (lower >= 0) {
      const up = rate * Math.min(1, weights[upper] / weights[lower])
      const down = rate * Math.min(1, weights[lower] / weights[upper])
      generator[lower * SIZE + upper] = up
      generator[lower * SIZE + lower] -= up
      generator[upper * SIZE + lower] = down
      generator[upper * SIZE + upper] -= down
    }
    lower = upper
  }
  return generator
}

/**
 * The condition chain sampled once per interval.
 *
 * P(Δt) = exp(Q·Δt) is exact for any interval, so the law of the weather does not depend on how often it is looked at;
 * a long interval may step over a condition the chain passed through in between.
 */
export class ConditionChain {
  /** Transition probabilities over one interval, row by row. */
  readonly transition: Float64Array
  readonly #cumulative: Float64Array
  readonly #cumulativeStationary: Float64Array

  /**
   * @param weights - long-run share of each condition ≥ 0, at least one positive
   * @param intervalSeconds - time between two looks [s]
   */
  constructor(weights: readonly number[], intervalSeconds: number) {
    this.transition = generatorExponential(metropolisGenerator(weights, 1 / ATTEMPT_SECONDS), intervalSeconds, SIZE)
    this.#cumulative = cumulativeRows(this.transition)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    this.#cumulativeStationary = cumulativeRows(Float64Array.from(weights, (weight) => weight / total))
  }

  /** A condition drawn from the stationary law with a uniform deviate 0 < u < 1. */
  initialCondition(u: number): number {
    return draw(this.#cumulativeStationary, 0, u)
  }

  /** The condition one interval after `condition`, drawn with a uniform deviate 0 < u < 1. */
  nextCondition(condition: number, u: number): number {
    return draw(this.#cumulative, condition * SIZE, u)
  }
}

function cumulativeRows(probabilities: Float64Array): Float64Array {
  const cumulative = new Float64Array(probabilities.length)
  for (let row = 0; row < probabilities.length; row += SIZE) {
    let sum = 0
    let last = row
    for (let k = row; k < row + SIZE; k++) {
      sum += probabilities[k]
      cumulative[k] = sum
      if (probabilities[k] > 0) last = k
    }
    // A sum that rounds to just under 1 must not let a draw fall through to an impossible condition.
    cumulative.fill(1, last, row + SIZE)
  }
  return cumulative
}

function draw(cumulative: Float64Array, row: number, u: number): number {
  let condition = 0
  while (u >= cumulative[row + condition]) condition++
  return condition
}
