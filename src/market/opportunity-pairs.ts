/** @module Pairs what buyers want with what sellers offer, neighbours first, every milliwatt-hour at most once. */

import type { MeterPlaces, NetworkFees } from './market-fees.ts'
import type { OrderBook, OrderColumns } from './order-book.ts'
import { groupByPool, isOccupied, type PoolGroups, poolCount, rowsOfPool } from './pool-groups.ts'
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
 * prices go by meter: the order of the rows in the book changes nothing. Each pool is ranked by itself, in linear time:
 * neighbours stand near each other in memory, and most have nothing left when the whole campus is ranked.
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
  const bidsByMeter = byMeter(bids, space)
  const offersByMeter = byMeter(offers, space)
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
    const bidPools = poolByMeter(bids, bidsByMeter, wanted, pools, poolOf, space)
    const offerPools = poolByMeter(offers, offersByMeter, available, pools, poolOf, space)
    for (let pool = 0; pool < pools; pool++) {
      if (!isOccupied(bidPools, pool) || !isOccupied(offerPools, pool)) {
        continue
      }
      const poolPlace = space.place
      const bestBids = rank(bids.price, rowsOfPool(bidPools, pool), 'highest', space)
      const bestOffers = rank(offers.price, rowsOfPool(offerPools, pool), 'lowest', space)
      let bid = 0
      let offer = 0
      while (bid < bestBids.length && offer < bestOffers.length) {
        const b = bestBids[bid]
        const o = bestOffers[offer]
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
      space.giveBack(poolPlace)
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

/** Groups the orders that have energy left, by meter in each pool; null puts all into one. Rows are indices in the book. */
function poolByMeter(
  { size, meter }: OrderColumns,
  sequence: Int32Array,
  left: Float64Array,
  pools: number,
  poolOf: Int32Array | null,
  space: Workspace,
): PoolGroups {
  const poolAt = space.ints(size)
  for (let at = 0; at < size; at++) {
    const i = sequence[at]
    poolAt[at] = left[i] === 0 ? -1 : poolOf === null ? 0 : poolOf[meter[i]]
  }
  const { start, row } = groupByPool(poolAt, size, pools, space)
  for (let at = 0; at < row.length; at++) {
    row[at] = sequence[row[at]]
  }
  return { start, row }
}
