/** @module Groups the orders of a side by the pools that clear apart, in linear time. */

import type { OrderBook, OrderColumns } from './order-book.ts'
import type { Workspace } from './workspace.ts'

/** Rows grouped by pool: those of pool p are row[start[p]] up to row[start[p + 1]], in their order. */
export interface PoolGroups {
  readonly start: Int32Array
  readonly row: Int32Array
}

/** Pools a book needs where `poolOf` tells the pool of each meter; null puts all into pool 0. */
export function poolCount({ bids, offers }: OrderBook, poolOf: Int32Array | null): number {
  return poolOf === null ? 1 : 1 + Math.max(lastPool(bids, poolOf), lastPool(offers, poolOf))
}

function lastPool({ size, meter }: OrderColumns, poolOf: Int32Array): number {
  let last = -1
  for (let i = 0; i < size; i++) {
    last = Math.max(last, poolOf[meter[i]])
  }
  return last
}

/**
 * Groups rows by distribution counting.
 *
 * @param poolAt - pool of each row, or −1 for a row that is in none
 * @param size - number of rows
 */
export function groupByPool(poolAt: Int32Array, size: number, pools: number, space: Workspace): PoolGroups {
  const start = space.ints(pools + 1).fill(0)
  for (let i = 0; i < size; i++) {
    if (poolAt[i] >= 0) {
      start[poolAt[i]]++
    }
  }
  for (let pool = 1; pool <= pools; pool++) {
    start[pool] += start[pool - 1]
  }
  // From where each pool ends down to where it starts.
  const row = space.ints(start[pools])
  for (let i = size - 1; i >= 0; i--) {
    if (poolAt[i] >= 0) {
      row[--start[poolAt[i]]] = i
    }
  }
  return { start, row }
}

/** Whether there is anything in a pool. */
export function isOccupied({ start }: PoolGroups, pool: number): boolean {
  return start[pool] < start[pool + 1]
}

/** The rows of a pool. */
export function rowsOfPool({ start, row }: PoolGroups, pool: number): Int32Array {
  return row.subarray(start[pool], start[pool + 1])
}
