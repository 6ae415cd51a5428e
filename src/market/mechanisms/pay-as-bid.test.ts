import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyRows,
  anyRules,
  bookOf,
  filled,
  matchRows,
  type Rows,
  RULES,
  WORKED_BOOK,
  welfare,
} from '../order-books.fixture.ts'
import { callAuction } from './call-auction.ts'
import { payAsBid } from './pay-as-bid.ts'

const UNIT = 1_000_000

/** Pairs of the worked book, best with best: bid, offer, energy. */
const PAIRS = [
  [0, 0, 4],
  [0, 1, 1],
  [1, 1, 4],
  [2, 2, 4],
]

describe('payAsBid', () => {
  it.each([
    [0, [8, 12, 12, 20]],
    [0.5, [19, 21, 19, 21]],
    [1, [30, 30, 26, 22]],
  ])('prices each pair of the worked book with k = %d', (k, prices) => {
    const { matches, price } = payAsBid.clear(bookOf(WORKED_BOOK), { ...RULES, k })
    const expected = PAIRS.map(([bid, offer, kwh], i) => {
      const amount = kwh * prices[i] * UNIT
      return [bid, offer, kwh * UNIT, amount, amount]
    })
    expect(matchRows(matches)).toEqual(expected)
    expect(price).toBeNull()
    expect(welfare(WORKED_BOOK, matches)).toBe(170n * BigInt(UNIT) * BigInt(UNIT))
  })

  it('has nothing to pair where no bid reaches an offer', () => {
    expect(payAsBid.clear(bookOf({ bids: [[3, 1]], offers: [[3, 2]] }), RULES).matches.size).toBe(0)
  })

  it('trades what the call auction trades', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const fills = filled(rows, payAsBid.clear(bookOf(rows), rules).matches)
        expect(fills).toEqual(filled(rows, callAuction.clear(bookOf(rows), rules).matches))
      }),
      { numRuns: 100 },
    )
  })

  it('is not truthful: a buyer that asks for less than its value may pay less and win as much', () => {
    const paidWith = (limit: number) => {
      const rows: Rows = { bids: [[UNIT, limit]], offers: [[UNIT, 10]] }
      return matchRows(payAsBid.clear(bookOf(rows), { ...RULES, k: 1 }).matches)
    }
    expect(paidWith(30)).toEqual([[0, 0, UNIT, 30, 30]])
    expect(paidWith(20)).toEqual([[0, 0, UNIT, 20, 20]])
  })
})
