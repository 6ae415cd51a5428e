/** @module Trade reduction: the pair at the margin sets the prices and does not trade. */

import type { ClearingRules } from '../clearing-mechanism.ts'
import { createMatches, type Matches } from '../matches.ts'
import { type AcceptedOrders, type MeritOrder, meritOrder } from '../merit-order.ts'
import type { OrderBook, OrderColumns } from '../order-book.ts'
import { type Ration, tradeRationed } from './rationed-trade.ts'

/**
 * The merit order with one order at most at the margin of each side: of equal limits the earlier trades.
 *
 * Sharing a margin among equal limits would leave open which pair sets the prices.
 */
export function strictMeritOrder(book: OrderBook, rules: ClearingRules): MeritOrder | null {
  return meritOrder(book, { ...rules, margin: 'time' })
}

/**
 * Trades among the accepted orders but the last bid and the last offer, whose limits buyers pay and sellers receive.
 *
 * No order that trades can move its own price, and rationing looks at quantities only: so no misstated limit pays.
 *
 * @param ration - how the long side fits the short one
 */
export function tradeBelowMargin(
  book: OrderBook,
  { bids, offers }: MeritOrder,
  smallestTrade: number,
  ration: Ration,
): Matches {
  const matches = createMatches()
  const terms = { buyPrice: bids.marginalPrice, sellPrice: offers.marginalPrice, smallestTrade }
  tradeRationed(matches, allButLast(book.bids, bids), allButLast(book.offers, offers), terms, ration)
  return matches
}

/** What accepted orders want in full [mWh], by their index in the book, so that no price shows in their sequence. */
function allButLast(orders: OrderColumns, accepted: AcceptedOrders): Float64Array {
  const wanted = new Float64Array(orders.size)
  for (const index of accepted.order.subarray(0, -1)) {
    wanted[index] = orders.quantity[index]
  }
  return wanted
}
