import { describe, expect, it } from 'vitest'
import { createOrders, type OrderColumns } from '../order-book.ts'
import { createPriceLadder, valueOfBest } from './price-ladder.ts'

function ordersAt(...prices: number[]): OrderColumns {
  const orders = createOrders(prices.length)
  orders.price.set(prices)
  return orders
}

describe('valueOfBest', () => {
  const bids = { orders: ordersAt(7, 3), energy: Float64Array.of(2, 1) }
  const offers = { orders: ordersAt(9, 5, 4), energy: Float64Array.of(0, 3, 2) }

  it('takes the highest limits of both sides first, and leaves out who has no energy', () => {
    const ladder = createPriceLadder(bids, offers, 'highest')
    // 2 at 7, 3 at 5, 2 at 4, 1 at 3
    expect([0, 1, 2, 3, 5, 6, 8].map((amount) => valueOfBest(ladder, amount))).toEqual([
      0n,
      7n,
      14n,
      19n,
      29n,
      33n,
      40n,
    ])
  })

  it('takes the lowest limits first for sources', () => {
    const ladder = createPriceLadder(bids, offers, 'lowest')
    expect([1, 2, 3, 8].map((amount) => valueOfBest(ladder, amount))).toEqual([3n, 7n, 11n, 40n])
  })

  it('is exact beyond 2^53', () => {
    const huge = { orders: ordersAt(999_999_999), energy: Float64Array.of(999_999_999_999) }
    const ladder = createPriceLadder(huge, { orders: ordersAt(), energy: new Float64Array(0) }, 'highest')
    expect(valueOfBest(ladder, 999_999_999_997)).toBe(999_999_998_997_000_000_003n)
  })
})
