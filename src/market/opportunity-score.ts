/** @module How good an opportunity is: five parts from 0 to 1 and what each counts for. */

import { POLICY_OF_PREFERENCE } from './strategies/price-policies.ts'

/**
 * What each part counts for, in fifteenths: rank-sum weights, so that only their order is a judgement.
 *
 * | part | weight | why there |
 * | --- | --- | --- |
 * | spread | 5 | what a kilowatt-hour gains both, as a share of the grid's spread |
 * | energy | 4 | how many kilowatt-hours gain it, as a share of the larger order |
 * | distance | 3 | what the network is spared beside its fee, which the spread has already paid |
 * | strategy | 2 | whether the two would agree again: a forecast, from how their policies bid |
 * | reliability | 1 | whether their orders get filled: a forecast, from experience with others |
 *
 * @see R. Roberts, P. Goodwin, 2002, Weight approximations in multi-attribute decision models, Journal of Multi-Criteria
 * Decision Analysis 11, 291–303, DOI 10.1002/mcda.320
 */
export const SCORE_WEIGHTS = { spread: 5, energy: 4, distance: 3, strategy: 2, reliability: 1 } as const
export const SUM_OF_WEIGHTS = 15

/**
 * Network distance factor within a building, within a zone and across zones: equal steps, from the cable both share to
 * one half, because even the far end of a campus is near beside the grid.
 */
export const DISTANCE_FACTORS = [1, 0.75, 0.5] as const

/** Scores are whole millionths: what is published is what they are ranked by. */
export const SCORE_SCALE = 1_000_000

/**
 * How often two policies agree, by index seller · number of policies + buyer.
 *
 * Ask and bid meet when the shares of the spread that both claim add up to at most 1. With each claim anywhere in its
 * policy's band [0, h], that is the share 1 − max(0, h₁ + h₂ − 1)² ÷ (2·h₁·h₂) of all pairs of claims:
 *
 * | | Conservative | Moderate | Aggressive |
 * | --- | --- | --- | --- |
 * | Conservative | 1 | 1 | 0.926 |
 * | Moderate | 1 | 0.944 | 0.769 |
 * | Aggressive | 0.926 | 0.769 | 0.605 |
 */
const COMPATIBILITY = Float64Array.from(
  POLICY_OF_PREFERENCE.flatMap(({ highest: first }) =>
    POLICY_OF_PREFERENCE.map(({ highest: second }) => {
      const excess = Math.max(0, first + second - 1)
      return 1 - (excess * excess) / (2 * first * second)
    }),
  ),
)

/** How well two trading preferences go together, 0 to 1; both are indices in TRADING_PREFERENCES. */
export function strategyCompatibility(seller: number, buyer: number): number {
  return COMPATIBILITY[seller * POLICY_OF_PREFERENCE.length + buyer]
}

/**
 * The score of an opportunity: the weighted mean of its parts.
 *
 * @param spread - gain per energy as a share of the grid's spread, 0 to 1
 * @param energy - matched energy as a share of the larger of both orders, 0 to 1
 * @param distance - network distance factor, 0 to 1
 * @param strategy - compatibility of both strategies, 0 to 1
 * @param reliability - of the less reliable of both meters, 0 to 1
 * @returns [millionths], a whole number from 0 to SCORE_SCALE
 */
export function opportunityScore(
  spread: number,
  energy: number,
  distance: number,
  strategy: number,
  reliability: number,
): number {
  const sum =
    SCORE_WEIGHTS.spread * spread +
    SCORE_WEIGHTS.energy * energy +
    SCORE_WEIGHTS.distance * distance +
    SCORE_WEIGHTS.strategy * strategy +
    SCORE_WEIGHTS.reliability * reliability
  return Math.round((sum / SUM_OF_WEIGHTS) * SCORE_SCALE)
}
