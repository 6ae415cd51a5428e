/** @module MUDA: two random halves of the market, each at the price the other one finds. */

import type { ClearingMechanism, ClearingRules } from '../clearing-mechanism.ts'
import { createMatches, type Matches } from '../matches.ts'
import { createOrders, type OrderBook, type OrderColumns } from '../order-book.ts'
import { callAuction } from './call-auction.ts'
import { pairInOrder, sum } from './rationed-trade.ts'

/** Draws below this put an order in the first half, all others in the second. */
const SPLIT = 0.5

/** A book with the draw of each of its orders. */
interface DrawnBook extends OrderBook {
  readonly bidDraws: Float64Array
  readonly offerDraws: Float64Array
}

/**
 * Splits the market at random, and trades each half at the equilibrium price of the other, so that nobody's limit
 * touches its own price: the lottery variant.
 *
 * Every order is in either half with probability ½. In a half, all bids at or above the price of the other and all
 * offers at or below it are willing. The side of them with less energy trades in full; of the other, orders are served
 * in random order until nothing is left. The price of a half is that of the call auction, or the midpoint of its best
 * bid and best offer where these do not meet; a half with one side only gives no price, and the other does not trade.
 *
 * One draw per order decides on both, half and sequence: in its half it is uniform, and independent of the split. Bid i
 * has draw 2i, offer i draw 2i + 1.
 *
 * Individually rational, truthful in limit prices for every split, exact budget; efficient in large markets only. The
 * halves have a price each, so the slot has none.
 *
 * @see Segal-Halevi, E., Hassidim, A., Aumann, Y. 2018, MUDA: a truthful multi-unit double-auction mechanism, AAAI-18,
 * arXiv:1712.06848
 */
export const muda: ClearingMechanism = {
  name: 'muda',
  clear(book, rules) {
    const bidDraws = Float64Array.from({ length: book.bids.size }, (_, i) => rules.draw(2 * i))
    const offerDraws = Float64Array.from({ length: book.offers.size }, (_, i) => rules.draw(2 * i + 1))
    const drawn = { ...book, bidDraws, offerDraws }
    const inFirst = (draw: number) => draw < SPLIT
    const inSecond = (draw: number) => draw >= SPLIT
    const matches = createMatches()
    tradeHalf(matches, drawn, inFirst, equilibriumPrice(drawn, inSecond, rules), rules.smallestTrade)
    tradeHalf(matches, drawn, inSecond, equilibriumPrice(drawn, inFirst, rules), rules.smallestTrade)
    return { matches, price: null }
  },
}

/** The price at which one half alone would clear [micro-units/kWh], or null where it has bids or offers only. */
function equilibriumPrice(book: DrawnBook, isIn: (draw: number) => boolean, rules: ClearingRules): number | null {
  const bids = select(book.bids, book.bidDraws, isIn)
  const offers = select(book.offers, book.offerDraws, isIn)
  if (bids.size === 0 || offers.size === 0) {
    return null
  }
  const best = bids.price.reduce((high, price) => Math.max(high, price))
  const cheapest = offers.price.reduce((low, price) => Math.min(low, price))
  return callAuction.clear({ bids, offers }, rules).price ?? Math.floor((best + cheapest) / 2)
}

/** Trades the willing orders of one half; which of the long side, the lottery says. */
function tradeHalf(
  matches: Matches,
  book: DrawnBook,
  isIn: (draw: number) => boolean,
  price: number | null,
  smallestTrade: number,
): void {
  if (price === null) {
    return
  }
  const { bids, offers, bidDraws, offerDraws } = book
  const wanted = Float64Array.from(bidDraws, (draw, i) => (isIn(draw) && bids.price[i] >= price ? bids.quantity[i] : 0))
  const offered = Float64Array.from(offerDraws, (draw, i) =>
    isIn(draw) && offers.price[i] <= price ? offers.quantity[i] : 0,
  )
  const volume = Math.min(sum(wanted), sum(offered))
  const terms = { buyPrice: price, sellPrice: price, smallestTrade }
  pairInOrder(matches, serveByDraw(volume, wanted, bidDraws), serveByDraw(volume, offered, offerDraws), terms)
}

/** What each claim gets of an amount when claims are met from the lowest draw on [mWh]. */
function serveByDraw(amount: number, claims: Float64Array, draws: Float64Array): Float64Array {
  const shares = new Float64Array(claims.length)
  let left = amount
  for (const i of Array.from(claims.keys()).sort((a, b) => draws[a] - draws[b])) {
    shares[i] = Math.min(claims[i], left)
    left -= shares[i]
  }
  return shares
}

/** The orders of one half. */
function select(orders: OrderColumns, draws: Float64Array, isIn: (draw: number) => boolean): OrderColumns {
  const chosen = Array.from(draws.keys()).filter((i) => isIn(draws[i]))
  const half = createOrders(chosen.length)
  for (const [at, i] of chosen.entries()) {
    half.meter[at] = orders.meter[i]
    half.quantity[at] = orders.quantity[i]
    half.price[at] = orders.price[i]
  }
  return half
}
