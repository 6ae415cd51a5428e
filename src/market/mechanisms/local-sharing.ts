/** @module What the community rules have in common: all local energy is shared, at one local price, by everybody. */

import type { Clearing, ClearingRules } from '../clearing-mechanism.ts'
import { createMatches } from '../matches.ts'
import type { OrderBook, OrderColumns } from '../order-book.ts'
import { shareProRata } from '../pro-rata.ts'
import { sum, tradeRationed } from './rationed-trade.ts'

/** What a community has to share in one slot. */
export interface LocalBalance {
  /** Sum of all offers and of all bids [mWh]. */
  readonly supply: number
  readonly demand: number
}

/**
 * Trades min(supply, demand) at one local price; the long side is rationed in proportion to its orders.
 *
 * Members of such a community are price takers: their limits are ignored, and whether a member is better off is judged
 * against the grid, which takes or gives whatever is not shared at its own prices. So the blended price a community
 * publishes for its long side is not in the matches: it follows from the local part at the local price and the rest at
 * the grid's. Buyers pay exactly what sellers receive.
 *
 * @param localPrice - the price of the slot [micro-units/kWh], a whole number, given what there is to share
 */
export function shareLocally(
  book: OrderBook,
  rules: ClearingRules,
  localPrice: (balance: LocalBalance) => number,
): Clearing {
  const wanted = quantities(book.bids)
  const offered = quantities(book.offers)
  const matches = createMatches()
  if (wanted.length === 0 || offered.length === 0) {
    return { matches, price: null }
  }
  const price = localPrice({ supply: sum(offered), demand: sum(wanted) })
  const terms = { buyPrice: price, sellPrice: price, smallestTrade: rules.smallestTrade }
  tradeRationed(matches, wanted, offered, terms, shareProRata)
  return { matches, price: matches.size > 0 ? price : null }
}

function quantities(orders: OrderColumns): Float64Array {
  return orders.quantity.subarray(0, orders.size)
}
