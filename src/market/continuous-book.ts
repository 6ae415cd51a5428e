/** @module The order book of a continuous market: each order trades with what is there when it comes, or waits. */

import { doubledDoubles, doubledInts } from './doubled-column.ts'
import { IndexedHeap } from './indexed-heap.ts'
import { OrderQueues } from './order-queues.ts'
import { PriceLevels } from './price-levels.ts'
import type { OrderSide } from './strategies/concession.ts'

/**
 * Is told every trade as it happens; it must leave the book alone.
 *
 * @param bid - id of the buying order
 * @param offer - id of the selling order
 * @param quantity - [mWh], a whole number above 0
 * @param price - [micro-units/kWh]: the limit of the one of the two that came first
 */
export type TradeListener = (bid: number, offer: number, quantity: number, price: number) => void

/**
 * Limit orders by price and time.
 *
 * An order trades on arrival with resting orders of the other side whose limit meets its own, the best price first, of
 * equal prices the one that came first, each at the resting order's price; what is left over rests. So the best bid is
 * always below the best offer. Two rules keep out trades that should not be:
 *
 * - What is left of an order and is less than the smallest trade is withdrawn.
 * - Nobody trades with itself: an order that meets one of its own meter replaces it, and the resting one is withdrawn.
 *
 * With n resting orders, one that opens or closes a price costs O(log n), any other O(1). No order is an object: they
 * are rows of columns, kept for the life of the book (about 30 bytes each, and 90 while it rests alone at its price).
 *
 * @see Gould, M. D. et al. 2013, Limit order books, Quantitative Finance 13, 1709–1742,
 * doi:10.1080/14697688.2013.803148
 */
export class ContinuousBook {
  readonly #onTrade: TradeListener
  readonly #smallestTrade: number
  readonly #queues = new OrderQueues()
  readonly #bids = new PriceLevels('highest', this.#queues)
  readonly #offers = new PriceLevels('lowest', this.#queues)
  /** Resting orders that expire, by when. */
  readonly #expiries = new IndexedHeap()
  #now = Number.NEGATIVE_INFINITY
  /** Columns by order id. */
  #size = 0
  #meter = new Int32Array(64)
  /** 1 for a bid, 0 for an offer. */
  #isBid = new Int32Array(64)
  /** What rests in the book [mWh]; 0 for an order that does not. */
  #resting = new Float64Array(64)

  /** @param smallestTrade - smallest energy worth a trade [mWh], a whole number, 1 or more */
  constructor(onTrade: TradeListener, smallestTrade = 1) {
    this.#onTrade = onTrade
    this.#smallestTrade = smallestTrade
  }

  /** The highest limit of a resting bid [micro-units/kWh], or null where there is none. */
  get bestBid(): number | null {
    return finiteOrNull(this.#bids.bestPrice)
  }

  /** The lowest limit of a resting offer [micro-units/kWh], or null where there is none. */
  get bestOffer(): number | null {
    return finiteOrNull(this.#offers.bestPrice)
  }

  /** What of an order rests in the book [mWh]; 0 when it is filled, withdrawn or unknown. */
  resting(orderId: number): number {
    return orderId < this.#size ? this.#resting[orderId] : 0
  }

  /**
   * Lets an order trade, and rest with what is left.
   *
   * @param meter - whose it is
   * @param quantity - [mWh], a whole number above 0
   * @param price - limit [micro-units/kWh], a whole number, 0 or more
   * @param expiresAt - when it stops to trade, in the same time as `expire`; one that is over by now never trades
   * @returns its id: 0 for the first order of a book, then 1, and so on
   */
  submit(
    side: OrderSide,
    meter: number,
    quantity: number,
    price: number,
    expiresAt: number = Number.POSITIVE_INFINITY,
  ): number {
    const order = this.#size++
    if (order === this.#meter.length) {
      this.#meter = doubledInts(this.#meter)
      this.#isBid = doubledInts(this.#isBid)
      this.#resting = doubledDoubles(this.#resting)
    }
    this.#meter[order] = meter
    this.#isBid[order] = side === 'bid' ? 1 : 0
    if (expiresAt > this.#now) {
      const left = this.#trade(order, quantity, price)
      if (left >= this.#smallestTrade) {
        this.#resting[order] = left
        const side = this.#isBid[order] === 1 ? this.#bids : this.#offers
        side.add(order, price)
        if (expiresAt < Number.POSITIVE_INFINITY) {
          this.#expiries.add(order, expiresAt)
        }
      }
    }
    return order
  }

  /**
   * Withdraws what is left of an order.
   *
   * @returns whether there was anything
   */
  cancel(orderId: number): boolean {
    if (this.resting(orderId) === 0) {
      return false
    }
    this.#withdraw(orderId)
    return true
  }

  /**
   * Advances the time of the book, and withdraws all orders that expire by then.
   *
   * @param now - in the caller's own count, of events or of seconds; an earlier one than before changes nothing
   * @returns how many were withdrawn
   */
  expire(now: number): number {
    this.#now = Math.max(this.#now, now)
    let count = 0
    while (this.#expiries.firstKey <= this.#now) {
      this.#withdraw(this.#expiries.first)
      count++
    }
    return count
  }

  /** Trades a new order with those of the other side that meet its limit, and returns what is left of it [mWh]. */
  #trade(order: number, quantity: number, limit: number): number {
    const isBid = this.#isBid[order] === 1
    const others = isBid ? this.#offers : this.#bids
    let left = quantity
    while (left >= this.#smallestTrade && others.meets(limit)) {
      const other = others.bestOrder
      if (this.#meter[other] === this.#meter[order]) {
        this.#withdraw(other)
        continue
      }
      const price = others.bestPrice
      const traded = Math.min(left, this.#resting[other])
      left -= traded
      this.#resting[other] -= traded
      if (this.#resting[other] < this.#smallestTrade) {
        this.#withdraw(other)
      }
      this.#onTrade(isBid ? order : other, isBid ? other : order, traded, price)
    }
    return left
  }

  #withdraw(order: number): void {
    this.#resting[order] = 0
    const side = this.#isBid[order] === 1 ? this.#bids : this.#offers
    side.remove(order)
    if (this.#expiries.has(order)) {
      this.#expiries.remove(order)
    }
  }
}

function finiteOrNull(price: number): number | null {
  return price < Number.POSITIVE_INFINITY ? price : null
}
