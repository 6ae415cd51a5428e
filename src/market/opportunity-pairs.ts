/** @module Pairs what buyers want with what sellers offer, neighbours first, every milliwatt-hour at most once. */

import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { rank } from './ranking.ts'

/** Compatible pairs as columns, nearest first; index i is pair i. */
export interface OrderPairs {
  readonly size: number
  /** Index of the bid and of the offer in the book. */
  readonly bid: Int32Array
  readonly offer: Int32Array
  /** Energy both have left for each other [mWh]. */
  readonly quantity: Float64Array
  /** How far apart they are: 0 one building, 1 one zone, 2 across zones. */
  readonly distance: Uint8Array
}

/** Orders of one side grouped by pool, best price first in each: those of pool p are start[p] to start[p + 1]. */
interface RankedPools {
  readonly start: Int32Array
  readonly order: Int32Array
}

/**
 * Allocates a book to compatible pairs: within buildings, then zones, then the campus, each with what is left.
 *
 * A pair is compatible when bid limit − fee of its distance ≥ offer limit. In each pool the highest bid meets the lowest
 * offer until they no longer agree, so a pair uses up at least one order and there are fewer pairs than orders. Equal
 * prices go by meter: the order of the rows in the book changes nothing. Both sides are ranked once, by price, in linear
 * time, and the pools of each distance are filled from that ranking.
 */
export function pairByDistance(book: OrderBook, places: MeterPlaces, fees: NetworkFees): OrderPairs {
  const { bids, offers } = book
  const capacity = bids.size + offers.size
  const pairs = {
    size: 0,
    bid: new Int32Array(capacity),
    offer: new Int32Array(capacity),
    quantity: new Float64Array(capacity),
    distance: new Uint8Array(capacity),
  }
  const bestBids = rank(bids.price, byMeter(bids), 'highest')
  const bestOffers = rank(offers.price, byMeter(offers), 'lowest')
  const wanted = bids.quantity.slice(0, bids.size)
  const available = offers.quantity.slice(0, offers.size)
  const levels = [
    { fee: fees.sameBuilding, poolOf: places.building },
    { fee: fees.sameZone, poolOf: places.zone },
    { fee: fees.acrossZones, poolOf: null },
  ]
  for (const [distance, { fee, poolOf }] of levels.entries()) {
    const pools = poolOf === null ? 1 : 1 + Math.max(lastPool(bids, poolOf), lastPool(offers, poolOf))
    const bidPools = fillPools(bids, bestBids, wanted, pools, poolOf)
    const offerPools = fillPools(offers, bestOffers, available, pools, poolOf)
    for (let pool = 0; pool < pools; pool++) {
      let bid = bidPools.start[pool]
      let offer = offerPools.start[pool]
      while (bid < bidPools.start[pool + 1] && offer < offerPools.start[pool + 1]) {
        const b = bidPools.order[bid]
        const o = offerPools.order[offer]
        if (bids.price[b] - fee < offers.price[o]) {
          break
        }
        const quantity = Math.min(wanted[b], available[o])
        const at = pairs.size++
        pairs.bid[at] = b
        pairs.offer[at] = o
        pairs.quantity[at] = quantity
        pairs.distance[at] = distance
        wanted[b] -= quantity
        available[o] -= quantity
        bid += wanted[b] === 0 ? 1 : 0
        offer += available[o] === 0 ? 1 : 0
      }
    }
  }
  return pairs
}

/** All orders by meter; a book made from a fleet already is in that order. */
function byMeter({ size, meter }: OrderColumns): Int32Array {
  const indices = new Int32Array(size)
  let ascending = true
  for (let i = 0; i < size; i++) {
    indices[i] = i
    ascending = ascending && (i === 0 || meter[i - 1] < meter[i])
  }
  return ascending ? indices : rank(new Float64Array(meter), indices, 'lowest')
}

function lastPool({ size, meter }: OrderColumns, poolOf: Int32Array): number {
  let last = -1
  for (let i = 0; i < size; i++) {
    last = Math.max(last, poolOf[meter[i]])
  }
  return last
}

/** Groups the ranked orders that have energy left; null puts all into one pool. */
function fillPools(
  { meter }: OrderColumns,
  ranked: Int32Array,
  left: Float64Array,
  pools: number,
  poolOf: Int32Array | null,
): RankedPools {
  const start = new Int32Array(pools + 1)
  /** Pool of each ranked order, or −1: looked up once, because ranks jump through memory. */
  const poolAt = new Int32Array(ranked.length)
  for (let at = 0; at < ranked.length; at++) {
    const i = ranked[at]
    const pool = left[i] === 0 ? -1 : poolOf === null ? 0 : poolOf[meter[i]]
    poolAt[at] = pool
    if (pool >= 0) {
      start[pool + 1]++
    }
  }
  for (let pool = 0; pool < pools; pool++) {
    start[pool + 1] += start[pool]
  }
  const order = new Int32Array(start[pools])
  const next = start.slice()
  for (let at = 0; at < ranked.length; at++) {
    if (poolAt[at] >= 0) {
      order[next[poolAt[at]]++] = ranked[at]
    }
  }
  return { start, order }
}
