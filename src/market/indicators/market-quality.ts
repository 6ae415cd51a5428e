/** @module What a market achieved in a slot or a run: volume, price, welfare, and how near it came to the best. */

import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { OrderBook } from '../order-book.ts'
import { share } from './share.ts'

/** Who of a book was given how much: matches, or a slot's trades. */
export interface Allocation {
  readonly size: number
  /** Index of the bid and of the offer in the book. */
  readonly bid: Int32Array
  readonly offer: Int32Array
  /** Energy that changes hands [mWh]. */
  readonly quantity: Float64Array
}

/** Energy that changed hands [mWh]. */
export function volume({ size, quantity }: Allocation): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += quantity[i]
  return sum
}

/**
 * Mean price by energy: what buyers paid before fees over what they got.
 *
 * @param paid - Σ paid [micro-units]
 * @param energy - Σ traded [mWh]
 * @returns [micro-units/kWh]; null without trades
 */
export function meanPrice(paid: number, energy: number): number | null {
  return share(paid * MILLI_WH_PER_KWH, energy)
}

/**
 * Social welfare at the reported limits.
 *
 * W = Σ (bid limit − offer limit)·quantity over the allocation; money only moves within it, so prices play no part.
 *
 * @returns [micro-units], not rounded; negative when it ignores the limits
 * @see Mas-Colell, Whinston, Green, 1995, "Microeconomic Theory", section 10.E (Marshallian aggregate surplus)
 */
export function welfare({ size, bid, offer, quantity }: Allocation, { bids, offers }: OrderBook): number {
  let sum = 0
  for (let i = 0; i < size; i++) {
    sum += ((bids.price[bid[i]] - offers.price[offer[i]]) * quantity[i]) / MILLI_WH_PER_KWH
  }
  return sum
}

/**
 * Market efficiency: W / W_max.
 *
 * @param realised - welfare reached
 * @param maximal - largest welfare any allocation of the same orders reaches, in the same unit
 * @returns at most 1; null where there was nothing to gain
 * @see Gode, Sunder, 1993, "Allocative efficiency of markets with zero-intelligence traders", Journal of Political
 *   Economy 101(1), 119–137, doi:10.1086/261868
 */
export function marketEfficiency(realised: number, maximal: number): number | null {
  return share(realised, maximal)
}

/**
 * Price of fairness: (W_max − W_fair) / W_max, the welfare given up for a fair allocation.
 *
 * @param maximal - largest welfare any allocation reaches
 * @param fair - welfare of the fair allocation, in the same unit
 * @returns 0 none, 1 all; null where there was nothing to give up
 * @see Bertsimas, Farias, Trichakis, 2011, "The price of fairness", Operations Research 59(1), 17–31,
 *   doi:10.1287/opre.1100.0865
 */
export function priceOfFairness(maximal: number, fair: number): number | null {
  return share(maximal - fair, maximal)
}
