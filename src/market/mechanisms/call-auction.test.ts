import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyRows,
  bookOf,
  filled,
  type Order,
  type Rows,
  RULES,
  smallRows,
  WORKED_BOOK,
  welfare,
} from '../order-books.fixture.ts'
import { callAuction } from './call-auction.ts'

const UNIT = 1_000_000
const priceOf = (rows: Rows) => callAuction.clear(bookOf(rows), RULES).price

/**
 * The midpoint of the supporting prices from all units of both sides together: with M units offered, between the
 * M-th and the (M + 1)-th highest limit (Satterthwaite and Williams, 1989, doi:10.1016/0022-0531(89)90121-X).
 */
function priceFromUnits({ bids, offers }: Rows): number {
  const units = [...bids, ...offers].flatMap(([quantity, price]) => Array.from({ length: quantity }, () => price))
  units.sort((a, b) => b - a)
  const offered = offers.reduce((sum, [quantity]) => sum + quantity, 0)
  return Math.floor((units[offered - 1] + units[offered]) / 2)
}

describe('callAuction', () => {
  it('clears the worked book at the price of the partly filled bid', () => {
    const { matches, price } = callAuction.clear(bookOf(WORKED_BOOK), RULES)
    expect(price).toBe(22 * UNIT)
    expect(filled(WORKED_BOOK, matches)).toEqual({
      bids: [5 * UNIT, 4 * UNIT, 4 * UNIT, 0],
      offers: [4 * UNIT, 5 * UNIT, 4 * UNIT, 0],
    })
    expect(welfare(WORKED_BOOK, matches)).toBe(170n * BigInt(UNIT) * BigInt(UNIT))
    expect(matches.paid.slice(0, matches.size).reduce((sum, paid) => sum + paid, 0)).toBe(13 * 22 * UNIT)
  })

  it.each<[string, Rows, number]>([
    ['a partly filled offer sets the price', { bids: [[3, 9]], offers: [[5, 4]] }, 4],
    ['a partly filled bid sets the price', { bids: [[5, 9]], offers: [[3, 4]] }, 9],
    ['both end together: midpoint, rounded down', { bids: [[3, 9]], offers: [[3, 4]] }, 6],
    [
      'the best rejected bid supports the price',
      {
        bids: [
          [3, 9],
          [1, 8],
        ],
        offers: [[3, 4]],
      },
      8,
    ],
    [
      'the best rejected offer holds it down',
      {
        bids: [[3, 9]],
        offers: [
          [3, 4],
          [1, 5],
        ],
      },
      4,
    ],
    [
      'the whole interval counts',
      {
        bids: [
          [3, 20],
          [1, 10],
        ],
        offers: [
          [3, 4],
          [1, 14],
        ],
      },
      12,
    ],
    [
      'equal prices',
      {
        bids: [
          [3, 7],
          [2, 7],
        ],
        offers: [[4, 7]],
      },
      7,
    ],
    ['energy for nothing', { bids: [[3, 0]], offers: [[4, 0]] }, 0],
  ])('%s', (_, rows, price) => {
    expect(priceOf(rows)).toBe(price)
  })

  it('attains the welfare of 2.5 on a book of which a part trades', () => {
    // pymarket's example, in tenths: bids 1 at 3 and 1 at 2, an offer of 1.5 at 1
    const rows: Rows = {
      bids: [
        [10, 3],
        [10, 2],
      ],
      offers: [[15, 1]],
    }
    expect(welfare(rows, callAuction.clear(bookOf(rows), RULES).matches)).toBe(25n)
  })

  it('has no price where nobody trades', () => {
    expect(priceOf({ bids: [[3, 1]], offers: [[3, 2]] })).toBeNull()
    expect(priceOf({ bids: [], offers: [] })).toBeNull()
  })

  it('has no price where every pair is below the smallest trade', () => {
    const tied: Rows = {
      bids: [
        [2, 9],
        [2, 9],
      ],
      offers: [[2, 1]],
    }
    expect(callAuction.clear(bookOf(tied), { ...RULES, smallestTrade: 2 }).price).toBeNull()
    expect(callAuction.clear(bookOf(tied), { ...RULES, smallestTrade: 2, margin: 'time' }).price).toBe(9)
  })

  it('takes the middle of all prices at which the market clears', () => {
    fc.assert(
      fc.property(smallRows, (rows) => {
        const price = priceOf(rows)
        fc.pre(price !== null)
        expect(price).toBe(priceFromUnits(rows))
      }),
      { numRuns: 300 },
    )
  })

  it('rations no order that is strictly better than the price', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom('pro-rata', 'time'), (rows, margin) => {
        const { matches, price } = callAuction.clear(bookOf(rows), { ...RULES, margin })
        fc.pre(price !== null)
        const fills = filled(rows, matches)
        const rationed = (side: readonly Order[], energies: readonly number[], better: (limit: number) => boolean) =>
          side.filter(([quantity, limit], i) => better(limit) && energies[i] < quantity)
        expect(rationed(rows.bids, fills.bids, (limit) => limit > price)).toEqual([])
        expect(rationed(rows.offers, fills.offers, (limit) => limit < price)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('never clears higher for one more offer, nor lower for one more bid', () => {
    const order = fc.tuple(fc.integer({ min: 1, max: 3_000_000 }), fc.integer({ min: 0, max: 6 }))
    fc.assert(
      fc.property(anyRows, order, (rows, one) => {
        const price = priceOf(rows)
        fc.pre(price !== null)
        expect(priceOf({ ...rows, offers: [...rows.offers, one] })).toBeLessThanOrEqual(price)
        expect(priceOf({ ...rows, bids: [...rows.bids, one] })).toBeGreaterThanOrEqual(price)
      }),
      { numRuns: 300 },
    )
  })
})
