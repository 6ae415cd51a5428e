import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRows, anyRules, bookOf, filled, type Rows, RULES, WORKED_BOOK, welfare } from '../order-books.fixture.ts'
import { callAuction } from './call-auction.ts'
import { kDoubleAuction } from './k-double-auction.ts'

const UNIT = 1_000_000

describe('kDoubleAuction', () => {
  it.each([
    [0, 20],
    [0.5, 21],
    [1, 22],
  ])('clears the worked book with k = %d at %d', (k, price) => {
    const clearing = kDoubleAuction.clear(bookOf(WORKED_BOOK), { ...RULES, k })
    expect(clearing.price).toBe(price * UNIT)
    expect(filled(WORKED_BOOK, clearing.matches).bids).toEqual([5 * UNIT, 4 * UNIT, 4 * UNIT, 0])
    expect(welfare(WORKED_BOOK, clearing.matches)).toBe(170n * BigInt(UNIT) * BigInt(UNIT))
  })

  it('rounds into the interval of the last accepted pair', () => {
    const rows: Rows = { bids: [[1, 8]], offers: [[1, 7]] }
    expect([0.49, 0.5].map((k) => kDoubleAuction.clear(bookOf(rows), { ...RULES, k }).price)).toEqual([7, 8])
  })

  it('may ration an order that is strictly better than the price, unlike the call auction', () => {
    const { matches, price } = kDoubleAuction.clear(bookOf(WORKED_BOOK), RULES)
    expect(price).toBeLessThan(WORKED_BOOK.bids[2][1])
    expect(filled(WORKED_BOOK, matches).bids[2]).toBeLessThan(WORKED_BOOK.bids[2][0])
  })

  it('trades what the call auction trades', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const fills = filled(rows, kDoubleAuction.clear(bookOf(rows), rules).matches)
        expect(fills).toEqual(filled(rows, callAuction.clear(bookOf(rows), rules).matches))
      }),
      { numRuns: 100 },
    )
  })
})
