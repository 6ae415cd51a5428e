/** @module The curves of a book: what is wanted at a price and above, what is offered at it and below, where they meet. */

import type { OrderBook, OrderColumns } from './order-book.ts'

/** All orders of one side with one limit. */
export interface CurveStep {
  /** Limit [micro-units/kWh]. */
  readonly price: number
  /** Energy of the step, and with that of the better ones [mWh]. */
  readonly quantity: number
  readonly cumulated: number
  readonly orders: number
}

/** Where supply and demand cross. */
export interface Crossing {
  /** The most that both sides agree to trade [mWh]. */
  readonly quantity: number
  /** The prices at which they do: nobody left out would do better at any of them [micro-units/kWh]. */
  readonly lowest: number
  readonly highest: number
}

export interface ClearingCurve {
  /** From the highest limit down. */
  readonly demand: readonly CurveStep[]
  /** From the lowest limit up. */
  readonly supply: readonly CurveStep[]
  /** Null where no bid reaches an offer. */
  readonly crossing: Crossing | null
}

/**
 * The curves of a book in one pool.
 *
 * @param fee - taken off every bid, as the buyer pays it on top of the price [micro-units/kWh]; a bid below it has no step
 */
export function clearingCurve(book: OrderBook, fee: number): ClearingCurve {
  const demand = stepsOf(book.bids, fee, 'highest').filter(({ price }) => price >= 0)
  const supply = stepsOf(book.offers, 0, 'lowest')
  return { demand, supply, crossing: crossingOf(demand, supply) }
}

function stepsOf({ size, price, quantity }: OrderColumns, fee: number, first: 'highest' | 'lowest'): CurveStep[] {
  const levels = new Map<number, { quantity: number; orders: number }>()
  for (let i = 0; i < size; i++) {
    const limit = price[i] - fee
    const level = levels.get(limit) ?? { quantity: 0, orders: 0 }
    level.quantity += quantity[i]
    level.orders += 1
    levels.set(limit, level)
  }
  const sign = first === 'lowest' ? 1 : -1
  const sorted = [...levels].sort(([a], [b]) => sign * (a - b))
  let cumulated = 0
  return sorted.map(([limit, level]) => {
    cumulated += level.quantity
    return { price: limit, quantity: level.quantity, cumulated, orders: level.orders }
  })
}

/** Goes along both curves while what the next buyer pays is at least what the next seller asks. */
function crossingOf(demand: readonly CurveStep[], supply: readonly CurveStep[]): Crossing | null {
  let [bid, offer, quantity] = [0, 0, 0]
  let [lastBid, lastOffer] = [0, 0]
  for (let [buyer, seller] = [demand[0], supply[0]]; buyer !== undefined && seller !== undefined; ) {
    if (buyer.price < seller.price) break
    lastBid = buyer.price
    lastOffer = seller.price
    quantity = Math.min(buyer.cumulated, seller.cumulated)
    if (buyer.cumulated === quantity) buyer = demand[++bid]
    if (seller.cumulated === quantity) seller = supply[++offer]
  }
  if (quantity === 0) return null
  return {
    quantity,
    lowest: Math.max(lastOffer, demand[bid]?.price ?? lastOffer),
    highest: Math.min(lastBid, supply[offer]?.price ?? lastBid),
  }
}
