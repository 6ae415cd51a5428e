/** @module Two settled slots of three meters, small enough to be worked out by hand. */

import { createOrders, type OrderBook } from './order-book.ts'
import { tradesOf } from './settlement.fixture.ts'
import { createSettlement } from './settlement.ts'
import type { SettledSlot } from './slot-sums.ts'

const KWH = 1_000_000
const RULES = {
  gridPurchasePrice: 280_000,
  gridFeedInPrice: 120_000,
  k: 0.5,
  margin: 'pro-rata',
  smallestTrade: 1,
  draw: () => 0.5,
} as const

/** Meter 0 offers 4 kWh at 0.15; meters 1 and 2 bid for 3 kWh at 0.25 and 2 kWh at 0.20. */
function book(): OrderBook {
  const offers = createOrders(1)
  offers.meter.set([0])
  offers.quantity.set([4 * KWH])
  offers.price.set([150_000])
  const bids = createOrders(2)
  bids.meter.set([1, 2])
  bids.quantity.set([3 * KWH, 2 * KWH])
  bids.price.set([250_000, 200_000])
  return { bids, offers }
}

/** A slot in which meter 1 bought 3 kWh of meter 0 at 0.20, for a fee of 0.01 per kWh. */
export function tradedSlot(): SettledSlot {
  const trades = tradesOf([{ buyer: 1, seller: 0, quantity: 3 * KWH, paid: 600_000, received: 600_000, fee: 30_000 }])
  const settlement = createSettlement(3)
  settlement.balance.set([720_000, -630_000, -560_000, 0, 0, 0])
  settlement.gridOnly.set([480_000, -840_000, -560_000])
  return {
    book: book(),
    clearing: {
      trades,
      price: 200_000,
      filledBids: Float64Array.of(3 * KWH, 0),
      filledOffers: Float64Array.of(3 * KWH),
    },
    energies: { imported: Float64Array.of(0, 3 * KWH, 2 * KWH), exported: Float64Array.of(4 * KWH, 0, 0) },
    settlement,
    rules: RULES,
  }
}

/** A slot in which meter 0 took a kilowatt-hour, too little for an order. */
export function quietSlot(): SettledSlot {
  const settlement = createSettlement(3)
  return {
    book: { bids: createOrders(0), offers: createOrders(0) },
    clearing: { trades: tradesOf([]), price: null, filledBids: new Float64Array(0), filledOffers: new Float64Array(0) },
    energies: { imported: Float64Array.of(KWH, 0, 0), exported: new Float64Array(3) },
    settlement,
    rules: RULES,
  }
}
