/** @module What a meter remembers between slots: the share of the spread it wants conceded, and how it learns it. */

import { POLICY_OF_PREFERENCE } from './price-policies.ts'

/** Which side of the book an order is on. */
export type OrderSide = 'bid' | 'offer'

/**
 * Sets every meter to the start of its policy.
 *
 * @param preferences - index in TRADING_PREFERENCES per meter
 * @param concessions - the λ per meter, written; all that the strategies remember
 */
export function initialConcessions(preferences: Uint8Array, concessions: Float64Array): void {
  for (let meter = 0; meter < preferences.length; meter++) {
    concessions[meter] = POLICY_OF_PREFERENCE[preferences[meter]].start
  }
}

/**
 * Learns from the slot just cleared.
 *
 * With g the share of the spread that the market's price left to this side and f the share of the order that was
 * filled, λ' = λ + claiming · f · max(0, g − λ) − (1 − f) · (step + yielding · max(0, λ − g)), kept in the policy's band.
 * What was filled below the market's price claims more, never more than the market gave; what stayed unfilled gives up
 * a step, and more when the market trades below its price. This is the delta rule of zero-intelligence-plus traders
 * without their random targets: an order alone against one standing price goes down until it is filled, within
 * highest / step slots, and stays filled.
 *
 * @param lambda - λ of the order just cleared, in the band of its policy
 * @param preference - index in TRADING_PREFERENCES
 * @param fillRate - filled share of the order, 0 to 1; NaN without an order, from which nothing is learned
 * @param priceShare - where the price of this side's trades lay between the grid's feed-in rate (0) and its purchase
 *   rate (1); NaN without trade
 * @param side - the order's side
 * @returns λ of the next order
 * @see D. Cliff, J. Bruten, 1997, Zero is not enough: on the lower limit of agent intelligence for continuous double
 * auction markets, Hewlett-Packard Laboratories HPL-97-141
 */
export function adaptConcession(
  lambda: number,
  preference: number,
  fillRate: number,
  priceShare: number,
  side: OrderSide,
): number {
  if (Number.isNaN(fillRate)) return lambda
  const { highest, step, yielding, claiming } = POLICY_OF_PREFERENCE[preference]
  // Without the grid as a limit, for research, prices may lie outside its spread.
  const share = Math.min(1, Math.max(0, priceShare))
  const gain = Number.isNaN(share) ? lambda : side === 'offer' ? share : 1 - share
  const claim = claiming * fillRate * Math.max(0, gain - lambda)
  const yielded = (1 - fillRate) * (step + yielding * Math.max(0, lambda - gain))
  return Math.min(highest, Math.max(0, lambda + claim - yielded))
}
