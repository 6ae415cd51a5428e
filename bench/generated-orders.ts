/** @module Books of any size to clear: as many bids as offers, limits anywhere in the tariff's spread. */

import type { OpportunityContext } from '../src/market/opportunities.ts'
import { createOrders, type OrderBook } from '../src/market/order-book.ts'

/** The tariff's prices [micro-units/kWh]. */
export const LOWEST = 2_200_000
export const HIGHEST = 4_200_000

/** Most energy of an order [mWh]: what a home takes in a quarter of an hour. */
export const LARGEST_MILLI_WH = 1_000_000

const METERS_PER_BUILDING = 20
const METERS_PER_ZONE = 1000

/** One order per meter; neighbours are on different sides. */
export function generatedBook(orders: number): OrderBook {
  const draw = congruential(42)
  const offers = createOrders(Math.floor(orders / 2))
  const bids = createOrders(orders - offers.size)
  for (let meter = 0; meter < orders; meter++) {
    const side = meter % 2 === 0 ? bids : offers
    const at = meter >> 1
    side.meter[at] = meter
    side.quantity[at] = 1 + Math.floor(LARGEST_MILLI_WH * draw())
    side.price[at] = LOWEST + Math.floor((HIGHEST - LOWEST) * draw())
  }
  return { bids, offers }
}

/** Where these meters are and what the grid asks of them: buildings of 20, zones of 1000. */
export function generatedContext(meters: number): OpportunityContext {
  return {
    places: {
      building: Int32Array.from({ length: meters }, (_, meter) => Math.floor(meter / METERS_PER_BUILDING)),
      zone: Int32Array.from({ length: meters }, (_, meter) => Math.floor(meter / METERS_PER_ZONE)),
    },
    fees: { sameBuilding: 0, sameZone: 100_000, acrossZones: 200_000 },
    gridPurchasePrice: HIGHEST,
    gridFeedInPrice: LOWEST,
    preference: new Uint8Array(meters),
    reliability: new Float64Array(meters).fill(0.5),
    best: 50,
  }
}

/** Uniform deviates at next to no cost. */
export function congruential(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
