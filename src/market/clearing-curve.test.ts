import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clearingCurve } from './clearing-curve.ts'
import { callAuction } from './mechanisms/call-auction.ts'
import { anyRows, anyRules, bookOf, WORKED_BOOK } from './order-books.fixture.ts'

const KWH = 1_000_000
const UNIT = 1_000_000

describe('the clearing curve', () => {
  it('has the steps of a book in merit order, and where they cross', () => {
    const { demand, supply, crossing } = clearingCurve(bookOf(WORKED_BOOK), 0)
    expect(demand.map(({ price, cumulated }) => [price / UNIT, cumulated / KWH])).toEqual([
      [30, 5],
      [26, 9],
      [22, 15],
      [18, 18],
    ])
    expect(supply.map(({ price, cumulated }) => [price / UNIT, cumulated / KWH])).toEqual([
      [8, 4],
      [12, 9],
      [20, 13],
      [25, 19],
    ])
    // The bid at 22 is filled in part, so it alone can set the price.
    expect(crossing).toEqual({ quantity: 13 * KWH, lowest: 22 * UNIT, highest: 22 * UNIT })
  })

  it('takes the network fee off the bids, and those it exceeds out', () => {
    const { demand, crossing } = clearingCurve(bookOf(WORKED_BOOK), 20 * UNIT)
    expect(demand.map(({ price }) => price / UNIT)).toEqual([10, 6, 2])
    expect(crossing).toEqual({ quantity: 4 * KWH, lowest: 10 * UNIT, highest: 10 * UNIT })
  })

  it('puts orders of one limit into one step', () => {
    const rows = {
      bids: [
        [2, 5],
        [3, 5],
      ] as const,
      offers: [[9, 7]] as const,
    }
    const { demand, crossing } = clearingCurve(bookOf(rows), 0)
    expect(demand).toEqual([{ price: 5, quantity: 5, cumulated: 5, orders: 2 }])
    expect(crossing).toBeNull()
  })

  it('crosses at what the call auction trades, and at its price', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const book = bookOf(rows)
        const { matches, price } = callAuction.clear(book, { ...rules, smallestTrade: 1 })
        const traded = matches.quantity.subarray(0, matches.size).reduce((sum, quantity) => sum + quantity, 0)
        const { crossing } = clearingCurve(book, 0)
        expect(crossing?.quantity ?? 0).toBe(traded)
        expect(price).toBe(
          crossing === null ? null : crossing.lowest + Math.floor((crossing.highest - crossing.lowest) / 2),
        )
      }),
      { numRuns: 300 },
    )
  })
})
