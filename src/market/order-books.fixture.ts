/** @module Books to clear: by hand from rows, or at random. */

import fc from 'fast-check'
import type { ClearingRules } from './clearing-mechanism.ts'
import type { Matches } from './matches.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'

/** Quantity [mWh] and limit price [micro-units/kWh]. */
export type Order = readonly [quantity: number, price: number]

export interface Rows {
  readonly bids: readonly Order[]
  readonly offers: readonly Order[]
}

/** Offers are made by the meters after those of the bids, so that a meter has one order. */
export function bookOf({ bids, offers }: Rows): OrderBook {
  return { bids: columnsOf(bids, 0), offers: columnsOf(offers, bids.length) }
}

function columnsOf(rows: readonly Order[], firstMeter: number): OrderColumns {
  return {
    size: rows.length,
    meter: Int32Array.from(rows, (_, i) => firstMeter + i),
    quantity: Float64Array.from(rows, ([quantity]) => quantity),
    price: Float64Array.from(rows, ([, price]) => price),
  }
}

export const RULES: ClearingRules = {
  gridPurchasePrice: 1_000_000_000,
  gridFeedInPrice: 0,
  k: 0.5,
  margin: 'pro-rata',
  smallestTrade: 1,
  draw: () => 0.5,
}

/** Four bids and four offers, in whole kWh and currency per kWh. */
const kwhAt = (kwh: number, price: number): Order => [kwh * 1_000_000, price * 1_000_000]
export const WORKED_BOOK: Rows = {
  bids: [kwhAt(5, 30), kwhAt(4, 26), kwhAt(6, 22), kwhAt(3, 18)],
  offers: [kwhAt(4, 8), kwhAt(5, 12), kwhAt(4, 20), kwhAt(6, 25)],
}

/** Small prices that often tie, and real ones; quantities from 1 mWh to 10¹². */
const anyPrice = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 5_000_000 }))
const anyQuantity = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: 1, max: 3_000_000 }),
  fc.constantFrom(1, 1_000_000_000_000),
)

/** Books of any kind: empty, one-sided, tied, free of charge, huge and tiny. */
export const anyRows = rowsOf(anyQuantity, anyPrice, 12)

/** Books whose every milliwatt-hour can be looked at. */
export const smallRows = rowsOf(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 9 }), 7)

export const anyRules: fc.Arbitrary<ClearingRules> = fc.record({
  gridPurchasePrice: fc.constant(RULES.gridPurchasePrice),
  gridFeedInPrice: fc.constant(RULES.gridFeedInPrice),
  k: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  margin: fc.constantFrom('pro-rata', 'time'),
  smallestTrade: fc.constantFrom(1, 1, 3, 1000),
  draw: fc.constant(() => 0.5),
})

function rowsOf(quantity: fc.Arbitrary<number>, price: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<Rows> {
  const orders = fc.array(fc.tuple(quantity, price), { maxLength })
  return fc.record({ bids: orders, offers: orders })
}

/** Energy of each order that trades [mWh]. */
export function filled(rows: Rows, matches: Matches): { bids: number[]; offers: number[] } {
  const bids = rows.bids.map(() => 0)
  const offers = rows.offers.map(() => 0)
  for (let i = 0; i < matches.size; i++) {
    bids[matches.bid[i]] += matches.quantity[i]
    offers[matches.offer[i]] += matches.quantity[i]
  }
  return { bids, offers }
}

/** One match as a row: bid, offer, quantity, paid, received. */
export function matchRows(matches: Matches): number[][] {
  const { size, bid, offer, quantity, paid, received } = matches
  return Array.from({ length: size }, (_, i) => [bid[i], offer[i], quantity[i], paid[i], received[i]])
}

/** Sum of value to buyers less cost to sellers [mWh · micro-units/kWh], exactly. */
export function welfare(rows: Rows, matches: Matches): bigint {
  let sum = 0n
  for (let i = 0; i < matches.size; i++) {
    const gain = rows.bids[matches.bid[i]][1] - rows.offers[matches.offer[i]][1]
    sum += BigInt(matches.quantity[i]) * BigInt(gain)
  }
  return sum
}
