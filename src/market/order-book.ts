/** @module The orders of one slot, as columns: who wants how much, at what price at most or at least. */

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

/** Allocates the columns of `size` orders. */
export function createOrders(size: number): OrderColumns {
  return { size, meter: new Int32Array(size), quantity: new Float64Array(size), price: new Float64Array(size) }
}
