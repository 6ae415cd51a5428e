/** @module The rules of a continuous market once more, as plainly as they can be said: a list that is searched anew. */

import type { TradeListener } from './continuous-book.ts'
import type { OrderSide } from './strategies/concession.ts'

interface NaiveOrder {
  readonly id: number
  readonly side: OrderSide
  readonly meter: number
  readonly price: number
  readonly expiresAt: number
  left: number
}

export class NaiveBook {
  readonly #onTrade: TradeListener
  readonly #smallestTrade: number
  #resting: NaiveOrder[] = []
  #count = 0
  #now = Number.NEGATIVE_INFINITY

  constructor(onTrade: TradeListener, smallestTrade: number) {
    this.#onTrade = onTrade
    this.#smallestTrade = smallestTrade
  }

  submit(
    side: OrderSide,
    meter: number,
    quantity: number,
    price: number,
    expiresAt = Number.POSITIVE_INFINITY,
  ): number {
    const order: NaiveOrder = { id: this.#count++, side, meter, price, expiresAt, left: quantity }
    if (expiresAt <= this.#now) {
      return order.id
    }
    const willing = this.#resting
      .filter((other) => other.side !== side && (side === 'bid' ? other.price <= price : other.price >= price))
      .sort((a, b) => (side === 'bid' ? a.price - b.price : b.price - a.price) || a.id - b.id)
    for (const other of willing) {
      if (order.left < this.#smallestTrade) {
        break
      }
      if (other.meter === meter) {
        other.left = 0
        continue
      }
      const quantityTraded = Math.min(order.left, other.left)
      order.left -= quantityTraded
      other.left -= quantityTraded
      const [bid, offer] = side === 'bid' ? [order, other] : [other, order]
      this.#onTrade(bid.id, offer.id, quantityTraded, other.price)
    }
    this.#resting = [...this.#resting, order].filter(({ left }) => left >= this.#smallestTrade)
    return order.id
  }

  cancel(id: number): boolean {
    return this.#keep((order) => order.id !== id) === 1
  }

  expire(now: number): number {
    this.#now = Math.max(this.#now, now)
    return this.#keep((order) => order.expiresAt > this.#now)
  }

  resting(id: number): number {
    return this.#resting.find((order) => order.id === id)?.left ?? 0
  }

  get bestBid(): number | null {
    const prices = this.#resting.filter(({ side }) => side === 'bid').map(({ price }) => price)
    return prices.length > 0 ? Math.max(...prices) : null
  }

  get bestOffer(): number | null {
    const prices = this.#resting.filter(({ side }) => side === 'offer').map(({ price }) => price)
    return prices.length > 0 ? Math.min(...prices) : null
  }

  #keep(stays: (order: NaiveOrder) => boolean): number {
    const before = this.#resting.length
    this.#resting = this.#resting.filter(stays)
    return before - this.#resting.length
  }
}
