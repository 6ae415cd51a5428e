/** @module The seam between the market and its clearing rules: one book in, matches and prices out. */

import type { Matches } from './matches.ts'
import type { OrderBook } from './order-book.ts'
import type { Workspace } from './workspace.ts'

/** How orders at the margin share what is left for them. */
export const MARGIN_PRIORITIES = ['pro-rata', 'time'] as const
export type MarginPriority = (typeof MARGIN_PRIORITIES)[number]

/** What a mechanism needs to know besides the book. */
export interface ClearingRules {
  /** What the grid asks for and pays [micro-units/kWh]: everybody's alternative. */
  readonly gridPurchasePrice: number
  readonly gridFeedInPrice: number
  /** Where between the marginal offer (0) and the marginal bid (1) a price is set. */
  readonly k: number
  readonly margin: MarginPriority
  /** Smallest energy worth a match [mWh]; at least 1. */
  readonly smallestTrade: number
  /** A uniform deviate in (0, 1) for draw n of this slot: the only chance a mechanism may use, always reproducible. */
  draw(n: number): number
}

export interface Clearing {
  readonly matches: Matches
  /** The one price of the slot [micro-units/kWh]; null where there is none, or no trade. */
  readonly price: number | null
}

/**
 * Clears one book.
 *
 * A pure function of the book and the rules. For every mechanism: quantities are whole, no order is over-filled, nobody
 * trades with itself; the sum of `paid` less the sum of `received` is what the operator keeps (negative: a deficit).
 */
export interface ClearingMechanism {
  readonly name: string
  /** @param space - where the matches, and what it takes to find them, may live; without it in memory of their own */
  clear(book: OrderBook, rules: ClearingRules, space?: Workspace): Clearing
}
