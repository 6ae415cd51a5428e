/** @module The orders of one slot, as columns: who wants how much, at what price at most or at least. */

import { Workspace } from './workspace.ts'

/** Orders of one side; index i is order i, and a smaller index came earlier. */
export interface OrderColumns {
  readonly size: number
  /** Index of the meter in its fleet; a meter has at most one order in a book. */
  readonly meter: Int32Array
  /** Wanted energy [mWh], whole numbers above 0. */
  readonly quantity: Float64Array
  /** Limit price [micro-units/kWh], whole numbers, 0 or more. */
  readonly price: Float64Array
}

/** What is on the market in one slot. */
export interface OrderBook {
  readonly bids: OrderColumns
  readonly offers: OrderColumns
}

/** Columns for `size` orders. */
export function createOrders(size: number, space = new Workspace()): OrderColumns {
  return { size, meter: space.ints(size), quantity: space.doubles(size), price: space.doubles(size) }
}
