/** @module Makes the book of a slot of what the meters exported and imported in it. */

import { createOrders, type OrderBook } from './order-book.ts'
import { Workspace } from './workspace.ts'

/** Columns by meter, and the limits of an order. */
export interface SlotEnergies {
  /** Energy through the meter in the slot [mWh], whole numbers, 0 or more. */
  readonly exported: Float64Array
  readonly imported: Float64Array
  /** Limit prices of an offer and of a bid [micro-units/kWh], whole numbers, 0 or more. */
  readonly ask: Float64Array
  readonly bid: Float64Array
  /** Least energy worth an order, and the most one order may hold [mWh], whole numbers. */
  readonly smallest: number
  readonly largest: number
}

/**
 * One order at most for each meter, on the side with more energy; an offer where both are equal.
 *
 * Energy below `smallest` makes no order, energy above `largest` is left to the grid. Orders stand in the order of their
 * meters. Two passes: one counts, so that the columns fit exactly, one fills.
 *
 * @param input - the slot's energies, prices and limits; all columns of one length
 * @returns the book
 */
export function formOrders(input: SlotEnergies, space = new Workspace()): OrderBook {
  const { exported, imported, ask, bid, largest } = input
  // Nothing is never an order.
  const smallest = Math.max(1, input.smallest)
  const meters = exported.length

  let offerCount = 0
  let bidCount = 0
  for (let meter = 0; meter < meters; meter++) {
    const out = exported[meter]
    const into = imported[meter]
    if (out >= into) {
      if (out >= smallest) offerCount++
    } else if (into >= smallest) bidCount++
  }

  const offers = createOrders(offerCount, space)
  const bids = createOrders(bidCount, space)
  let nextOffer = 0
  let nextBid = 0
  for (let meter = 0; meter < meters; meter++) {
    const out = exported[meter]
    const into = imported[meter]
    if (out >= into) {
      if (out < smallest) continue
      offers.meter[nextOffer] = meter
      offers.quantity[nextOffer] = Math.min(out, largest)
      offers.price[nextOffer] = ask[meter]
      nextOffer++
    } else if (into >= smallest) {
      bids.meter[nextBid] = meter
      bids.quantity[nextBid] = Math.min(into, largest)
      bids.price[nextBid] = bid[meter]
      nextBid++
    }
  }
  return { bids, offers }
}
