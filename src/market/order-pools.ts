/** @module The orders of a slot in pools that clear apart: what each has left, at the limit it has there. */

import { createOrders, type OrderColumns } from './order-book.ts'
import { groupByPool, type PoolGroups } from './pool-groups.ts'
import { Workspace } from './workspace.ts'

/** What becomes of limit prices in a pool [micro-units/kWh]: raised to the lowest, cut to the highest, less the fee. */
export interface PoolLimits {
  readonly lowest: number
  readonly highest: number
  readonly fee: number
}

/** One side of a slot, grouped by pool; rows are its orders. */
export interface PooledOrders extends PoolGroups {
  readonly orders: OrderColumns
  /** Energy of each order that has traded already [mWh]. */
  readonly filled: Float64Array
  readonly limits: PoolLimits
}

/**
 * Groups the orders that have energy left, in their order within each pool; those whose limit the fee exceeds stay out.
 *
 * @param pools - number of pools
 * @param poolOf - pool of each meter; null puts all into pool 0
 */
export function poolOrders(
  orders: OrderColumns,
  filled: Float64Array,
  pools: number,
  poolOf: Int32Array | null,
  limits: PoolLimits,
  space = new Workspace(),
): PooledOrders {
  const poolAt = space.ints(orders.size)
  for (let i = 0; i < orders.size; i++) {
    const isOut = filled[i] === orders.quantity[i] || limitInPool(orders.price[i], limits) < 0
    poolAt[i] = isOut ? -1 : poolOf === null ? 0 : poolOf[orders.meter[i]]
  }
  const { start, row } = groupByPool(poolAt, orders.size, pools, space)
  return { start, row, orders, filled, limits }
}

/** The orders of one pool, as far as they are not filled. */
export function ordersOfPool(pooled: PooledOrders, pool: number, space = new Workspace()): OrderColumns {
  const { start, row, orders, filled, limits } = pooled
  const from = start[pool]
  const left = createOrders(start[pool + 1] - from, space)
  for (let at = 0; at < left.size; at++) {
    const i = row[from + at]
    left.meter[at] = orders.meter[i]
    left.quantity[at] = orders.quantity[i] - filled[i]
    left.price[at] = limitInPool(orders.price[i], limits)
  }
  return left
}

function limitInPool(price: number, { lowest, highest, fee }: PoolLimits): number {
  return Math.min(Math.max(price, lowest), highest) - fee
}
