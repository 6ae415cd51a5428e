/** @module Pairs what buyers want with what sellers offer, neighbours first, every milliwatt-hour at most once. */

import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { groupByPool, type PoolGroups, poolCount } from './pool-groups.ts'
import { rank } from './ranking.ts'
import { Workspace } from './workspace.ts'

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

/**
 * Allocates a book to compatible pairs: within buildings, then zones, then the campus, each with what is left.
 *
 * A pair is compatible when bid limit − fee of its distance ≥ offer limit. In each pool the highest bid meets the lowest
 * offer until they no longer agree, so a pair uses up at least one order and there are fewer pairs than orders. Equal
 * prices go by meter: the order of the rows in the book changes nothing. Both sides are ranked once, by price, in linear
 * time, and the pools of each distance are filled from that ranking.
 */
export function pairByDistance(
  book: OrderBook,
  places: MeterPlaces,
  fees: NetworkFees,
  space = new Workspace(),
): OrderPairs {
  const { bids, offers } = book
  const capacity = bids.size + offers.size
  const pairs = {
    size: 0,
    bid: space.ints(capacity),
    offer: space.ints(capacity),
    quantity: space.doubles(capacity),
    distance: space.bytes(capacity),
  }
  const place = space.place
  const bestBids = rank(bids.price, byMeter(bids, space), 'highest', space)
  const bestOffers = rank(offers.price, byMeter(offers, space), 'lowest', space)
  const wanted = quantities(bids, space)
  const available = quantities(offers, space)
  const levels = [
    { fee: fees.sameBuilding, poolOf: places.building },
    { fee: fees.sameZone, poolOf: places.zone },
    { fee: fees.acrossZones, poolOf: null },
  ]
  for (let distance = 0; distance < levels.length; distance++) {
    const { fee, poolOf } = levels[distance]
    const levelPlace = space.place
    const pools = poolCount(book, poolOf)
    const bidPools = poolRanked(bids, bestBids, wanted, pools, poolOf, space)
    const offerPools = poolRanked(offers, bestOffers, available, pools, poolOf, space)
    for (let pool = 0; pool < pools; pool++) {
      let bid = bidPools.start[pool]
      let offer = offerPools.start[pool]
      while (bid < bidPools.start[pool + 1] && offer < offerPools.start[pool + 1]) {
        const b = bestBids[bidPools.row[bid]]
        const o = bestOffers[offerPools.row[offer]]
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
    space.giveBack(levelPlace)
  }
  space.giveBack(place)
  return pairs
}

/** All orders by meter; a book made from a fleet already is in that order. */
function byMeter({ size, meter }: OrderColumns, space: Workspace): Int32Array {
  const indices = space.ints(size)
  let ascending = true
  for (let i = 0; i < size; i++) {
    indices[i] = i
    ascending = ascending && (i === 0 || meter[i - 1] < meter[i])
  }
  return ascending ? indices : rank(new Float64Array(meter), indices, 'lowest', space)
}

/** A copy to count down [mWh]. */
function quantities({ size, quantity }: OrderColumns, space: Workspace): Float64Array {
  const left = space.doubles(size)
  for (let i = 0; i < size; i++) {
    left[i] = quantity[i]
  }
  return left
}

/** Groups the ranked orders that have energy left; null puts all into one pool. */
function poolRanked(
  { size, meter }: OrderColumns,
  ranked: Int32Array,
  left: Float64Array,
  pools: number,
  poolOf: Int32Array | null,
  space: Workspace,
): PoolGroups {
  // Looked up once, because ranks jump through memory.
  const poolAt = space.ints(size)
  for (let at = 0; at < size; at++) {
    const i = ranked[at]
    poolAt[at] = left[i] === 0 ? -1 : poolOf === null ? 0 : poolOf[meter[i]]
  }
  return groupByPool(poolAt, size, pools, space)
}
