/** @module Splits the orders of a slot into pools that clear apart, in one pass over them. */

import type { OrderColumns } from './order-book.ts'

/** Orders grouped by pool: those of pool p are rows start[p] to start[p + 1]. */
export interface PooledOrders {
  readonly start: Int32Array
  /** Index in the book of each row. */
  readonly order: Int32Array
  readonly columns: OrderColumns
}

/** What becomes of limit prices in a pool [micro-units/kWh]: raised to the lowest, cut to the highest, less the fee. */
export interface PoolLimits {
  readonly lowest: number
  readonly highest: number
  readonly fee: number
}

/**
 * Groups the orders that have energy left, in their order within each pool; those whose limit the fee exceeds stay out.
 *
 * @param filled - energy of each order that has traded already [mWh]
 * @param pools - number of pools
 * @param poolOf - pool of each meter; null puts all into pool 0
 */
export function poolOrders(
  orders: OrderColumns,
  filled: Float64Array,
  pools: number,
  poolOf: Int32Array | null,
  limits: PoolLimits,
): PooledOrders {
  const { lowest, highest, fee } = limits
  const start = new Int32Array(pools + 1)
  /** Where each order goes; −1 for nowhere. */
  const pool = new Int32Array(orders.size)
  for (let i = 0; i < orders.size; i++) {
    const limit = Math.min(Math.max(orders.price[i], lowest), highest) - fee
    pool[i] = filled[i] === orders.quantity[i] || limit < 0 ? -1 : poolOf === null ? 0 : poolOf[orders.meter[i]]
    if (pool[i] >= 0) {
      start[pool[i] + 1]++
    }
  }
  for (let p = 0; p < pools; p++) {
    start[p + 1] += start[p]
  }
  const size = start[pools]
  const order = new Int32Array(size)
  const meter = new Int32Array(size)
  const quantity = new Float64Array(size)
  const price = new Float64Array(size)
  const next = start.slice()
  for (let i = 0; i < orders.size; i++) {
    if (pool[i] >= 0) {
      const row = next[pool[i]]++
      order[row] = i
      meter[row] = orders.meter[i]
      quantity[row] = orders.quantity[i] - filled[i]
      price[row] = Math.min(Math.max(orders.price[i], lowest), highest) - fee
    }
  }
  return { start, order, columns: { size, meter, quantity, price } }
}

/** The orders of one pool, as views of the grouped columns. */
export function ordersOfPool({ start, columns }: PooledOrders, pool: number): OrderColumns {
  const from = start[pool]
  const to = start[pool + 1]
  return {
    size: to - from,
    meter: columns.meter.subarray(from, to),
    quantity: columns.quantity.subarray(from, to),
    price: columns.price.subarray(from, to),
  }
}
