/** @module Clearing a slot, and finding its opportunities, beside sorting the same limits once. */

import { callAuction } from '../src/market/mechanisms/call-auction.ts'
import { publishOpportunities } from '../src/market/opportunities.ts'
import { clearSlot } from '../src/market/slot-clearing.ts'
import { Workspace } from '../src/market/workspace.ts'
import { generatedBook, generatedContext } from './generated-orders.ts'
import { processorNs, ratioOf, type Spread, spreadOf, timeInTurns } from './rounds.ts'

export interface ClearingCost {
  /** By order [processor ns]. */
  readonly ns: Spread
  /** Times what the sort of the same limits costs. */
  readonly ratio: Spread
}

export interface ClearingResult {
  readonly orders: number
  /** `Float64Array.prototype.sort` of a copy of all limits, by order [processor ns]. */
  readonly sortNs: Spread
  /** The call auction of one pool. */
  readonly callAuction: ClearingCost
  /** A slot cleared by it in buildings, then zones, then all at once, with fees. */
  readonly slot: ClearingCost
  readonly opportunities: ClearingCost
}

/** Orders of one round, for a small book to be cleared often enough to be timed. */
const ORDERS_PER_ROUND = 200_000

/** Costs of a book of so many orders. */
export async function measureClearing(orders: number, rounds: number): Promise<ClearingResult> {
  const book = generatedBook(orders)
  const context = generatedContext(orders)
  const { places, fees, gridPurchasePrice, gridFeedInPrice } = context
  const margin = 'pro-rata' as const
  const rules = { gridPurchasePrice, gridFeedInPrice, k: 0.5, margin, smallestTrade: 1, draw: () => 0.5 }
  const options = { mechanism: callAuction, rules, fees, places, ownZoneFirst: true }
  const limits = new Float64Array(orders)
  limits.set(book.bids.price)
  limits.set(book.offers.price, book.bids.size)
  const times = Math.max(1, Math.round(ORDERS_PER_ROUND / orders))
  const space = new Workspace()
  const often = (work: () => void) => () => {
    for (let time = 0; time < times; time++) {
      space.giveBack(0)
      work()
    }
  }
  const [sort, auction, slot, opportunities] = (
    await timeInTurns(
      processorNs,
      [
        often(() => limits.slice().sort()),
        often(() => callAuction.clear(book, rules, space)),
        often(() => clearSlot(book, options, space)),
        often(() => publishOpportunities(book, context, space)),
      ],
      rounds,
      3,
    )
  ).map((round) => round.map((ns) => ns / (times * orders)))
  const cost = (ns: readonly number[]): ClearingCost => ({ ns: spreadOf(ns), ratio: ratioOf(ns, sort) })
  return {
    orders,
    sortNs: spreadOf(sort),
    callAuction: cost(auction),
    slot: cost(slot),
    opportunities: cost(opportunities),
  }
}
