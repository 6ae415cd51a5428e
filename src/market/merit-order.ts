/** @module The merit order: which orders trade, and how much of each, so that welfare is as high as it can be. */

import type { ClearingRules, MarginPriority } from './clearing-mechanism.ts'
import { addMatch, createMatches, type Matches } from './matches.ts'
import { amountMicro } from './money.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { shareProRata } from './pro-rata.ts'
import { rank } from './ranking.ts'
import { Workspace } from './workspace.ts'

/** The orders of one side down to its marginal price, best price first, equal prices by index. */
export interface AcceptedOrders {
  /** Index of each in the book. */
  readonly order: Int32Array
  /** Accepted energy of each [mWh]; 0 where an order at the margin gets nothing. */
  readonly quantity: Float64Array
  /** Limit of the worst order with accepted energy [micro-units/kWh]. */
  readonly marginalPrice: number
  /** Limit of the best order with energy left [micro-units/kWh]; null when all of this side trades. */
  readonly rejectedPrice: number | null
}

/** The welfare-maximal allocation of a book. */
export interface MeritOrder {
  readonly bids: AcceptedOrders
  readonly offers: AcceptedOrders
  /** Energy accepted on either side [mWh]. */
  readonly quantity: number
}

/**
 * Finds the allocation of highest welfare, and among those the one that trades most.
 *
 * Bids by price descending and offers ascending are served against each other while a bid is at least the offer it
 * meets; that maximises Σ v·x − Σ c·y with Σ x = Σ y, because orders are divisible. At the marginal price of the side
 * with energy left over, 'time' serves smaller indices first, and 'pro-rata' shares what is left by quantity, in whole
 * milliwatt-hours by the largest remainder, ties to the smaller index. Orders below the smallest trade take no part.
 *
 * @returns null where no bid reaches an offer
 */
export function meritOrder(book: OrderBook, rules: ClearingRules, space = new Workspace()): MeritOrder | null {
  if (book.bids.size === 0 || book.offers.size === 0) {
    return null
  }
  const bids = rank(book.bids.price, worthTrading(book.bids, rules.smallestTrade, space), 'highest', space)
  const offers = rank(book.offers.price, worthTrading(book.offers, rules.smallestTrade, space), 'lowest', space)
  let bid = 0
  let offer = 0
  let wanted = quantityAt(book.bids, bids, 0)
  let available = quantityAt(book.offers, offers, 0)
  let quantity = 0
  while (bid < bids.length && offer < offers.length && book.bids.price[bids[bid]] >= book.offers.price[offers[offer]]) {
    const served = Math.min(wanted, available)
    quantity += served
    wanted -= served
    available -= served
    if (wanted === 0) {
      bid++
      wanted = quantityAt(book.bids, bids, bid)
    }
    if (available === 0) {
      offer++
      available = quantityAt(book.offers, offers, offer)
    }
  }
  if (quantity === 0) {
    return null
  }
  return {
    bids: accept(book.bids, bids, bid, wanted, rules.margin, space),
    offers: accept(book.offers, offers, offer, available, rules.margin, space),
    quantity,
  }
}

/**
 * Pairs accepted bids with accepted offers, best with best, at one price per pair for buyer and seller.
 *
 * A pair with less than the smallest trade is not made: both its orders keep that energy unfilled, so that what is
 * bought stays what is sold.
 *
 * @param priceOf - price of a pair of book indices [micro-units/kWh], a whole number
 */
export function pairAccepted(
  merit: MeritOrder,
  smallestTrade: number,
  priceOf: (bid: number, offer: number) => number,
  space = new Workspace(),
): Matches {
  const { bids, offers } = merit
  const matches = createMatches(bids.order.length + offers.order.length, space)
  let bid = 0
  let offer = 0
  let wanted = bids.quantity[0]
  let available = offers.quantity[0]
  for (let left = merit.quantity; left > 0; ) {
    const quantity = Math.min(wanted, available)
    if (quantity >= smallestTrade) {
      const amount = amountMicro(priceOf(bids.order[bid], offers.order[offer]), quantity)
      addMatch(matches, bids.order[bid], offers.order[offer], quantity, amount, amount)
    }
    left -= quantity
    wanted -= quantity
    available -= quantity
    if (wanted === 0) {
      wanted = bids.quantity[++bid]
    }
    if (available === 0) {
      available = offers.quantity[++offer]
    }
  }
  return matches
}

function worthTrading(orders: OrderColumns, smallestTrade: number, space: Workspace): Int32Array {
  const indices = space.ints(orders.size)
  let count = 0
  for (let i = 0; i < orders.size; i++) {
    indices[count] = i
    count += orders.quantity[i] >= smallestTrade ? 1 : 0
  }
  return indices.subarray(0, count)
}

function quantityAt(orders: OrderColumns, ranked: Int32Array, at: number): number {
  return at < ranked.length ? orders.quantity[ranked[at]] : 0
}

/** One side's accepted orders, when `reached` is the first with energy left over, namely `left`. */
function accept(
  orders: OrderColumns,
  ranked: Int32Array,
  reached: number,
  left: number,
  margin: MarginPriority,
  space: Workspace,
): AcceptedOrders {
  const { price, quantity } = orders
  const served = quantityAt(orders, ranked, reached) - left
  let end = served > 0 ? reached + 1 : reached
  const marginalPrice = price[ranked[end - 1]]
  const rejectedPrice = reached < ranked.length ? price[ranked[reached]] : null
  const rationed = margin === 'pro-rata' && rejectedPrice === marginalPrice
  const full = rationed ? firstAt(marginalPrice, price, ranked, end) : reached
  let atMargin = served
  for (let i = full; i < reached; i++) {
    atMargin += quantity[ranked[i]]
  }
  while (rationed && end < ranked.length && price[ranked[end]] === marginalPrice) {
    end++
  }
  const accepted = space.doubles(end)
  for (let i = 0; i < end; i++) {
    accepted[i] = quantity[ranked[i]]
  }
  if (rationed && end - full > 1) {
    accepted.set(shareProRata(atMargin, accepted.subarray(full), space), full)
  } else if (served > 0) {
    accepted[reached] = served
  }
  return { order: ranked.subarray(0, end), quantity: accepted, marginalPrice, rejectedPrice }
}

/** First of the ranked orders at a price that reaches up to, not including, `end`. */
function firstAt(wanted: number, price: Float64Array, ranked: Int32Array, end: number): number {
  let first = end
  while (first > 0 && price[ranked[first - 1]] === wanted) {
    first--
  }
  return first
}
