import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderColumns } from './order-book.ts'
import { anyRows, bookOf } from './order-books.fixture.ts'
import { ordersOfPool, type PooledOrders, poolOrders } from './order-pools.ts'

const AS_THEY_ARE = { lowest: 0, highest: Number.POSITIVE_INFINITY, fee: 0 }

const rowsOf = ({ size, meter, quantity, price }: OrderColumns) =>
  Array.from({ length: size }, (_, i) => [meter[i], quantity[i], price[i]])

const poolRows = (pooled: PooledOrders, pool: number) => rowsOf(ordersOfPool(pooled, pool))

describe('poolOrders', () => {
  const { bids } = bookOf({
    bids: [
      [4, 9],
      [3, 5],
      [2, 7],
      [1, 1],
    ],
    offers: [],
  })
  const poolOf = Int32Array.of(2, 0, 2, 0)

  it('keeps the order of the book within each pool', () => {
    const pooled = poolOrders(bids, new Float64Array(4), 3, poolOf, AS_THEY_ARE)
    expect(poolRows(pooled, 0)).toEqual([
      [1, 3, 5],
      [3, 1, 1],
    ])
    expect(poolRows(pooled, 1)).toEqual([])
    expect(poolRows(pooled, 2)).toEqual([
      [0, 4, 9],
      [2, 2, 7],
    ])
    expect([...pooled.row]).toEqual([1, 3, 0, 2])
  })

  it('takes what is left of each order, and none that is filled', () => {
    const pooled = poolOrders(bids, Float64Array.of(1, 3, 0, 0), 1, null, AS_THEY_ARE)
    expect(poolRows(pooled, 0)).toEqual([
      [0, 3, 9],
      [2, 2, 7],
      [3, 1, 1],
    ])
  })

  it('bounds limits, then takes the fee off, and leaves out who cannot bear it', () => {
    const pooled = poolOrders(bids, new Float64Array(4), 1, null, { lowest: 2, highest: 8, fee: 5 })
    expect(poolRows(pooled, 0)).toEqual([
      [0, 4, 3],
      [1, 3, 0],
      [2, 2, 2],
    ])
  })

  it('loses no order, whatever the pools', () => {
    fc.assert(
      fc.property(anyRows, fc.array(fc.nat({ max: 4 }), { minLength: 12, maxLength: 12 }), (rows, places) => {
        const orders = bookOf(rows).bids
        const pooled = poolOrders(orders, new Float64Array(orders.size), 5, Int32Array.from(places), AS_THEY_ARE)
        for (let pool = 0; pool < 5; pool++) {
          expect(poolRows(pooled, pool)).toEqual(rowsOf(orders).filter(([meter]) => places[meter] === pool))
        }
      }),
      { numRuns: 100 },
    )
  })
})
