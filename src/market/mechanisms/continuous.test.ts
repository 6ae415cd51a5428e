import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
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
import { continuous } from './continuous.ts'
import { accountsOf, KWH, kwhBook, total, UNIT } from './kwh-books.fixture.ts'

/** Draws that leave every order in its place: bids as they are in the book, then offers. */
const inPlace = { ...RULES, draw: () => 1 - 2 ** -53 }

/** Draws that send the first bid to the end of the sequence. */
const firstBidLast = { ...RULES, draw: () => 2 ** -53 }

/** As many draws as a random book can need. */
const anyDraws = fc.array(fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }), {
  minLength: 24,
  maxLength: 24,
})

const rulesWith = fc.tuple(anyRules, anyDraws).map(([rules, draws]) => ({ ...rules, draw: (n: number) => draws[n] }))

const inUnits = ([bid, offer, quantity, paid]: readonly number[]) => [bid, offer, quantity / KWH, paid / UNIT]

describe('continuous', () => {
  it('clears the worked book at the limits of the orders that waited', () => {
    const { matches, price } = continuous.clear(bookOf(WORKED_BOOK), inPlace)
    expect(matchRows(matches).map(inUnits)).toEqual([
      [0, 0, 4, 4 * 30],
      [0, 1, 1, 30],
      [1, 1, 4, 4 * 26],
      [2, 2, 4, 4 * 22],
    ])
    expect(price).toBeNull()
    expect(welfare(WORKED_BOOK, matches)).toBe(170n * BigInt(KWH * UNIT))
  })

  it('trades more but gains less when the best bid comes last', () => {
    const { matches } = continuous.clear(bookOf(WORKED_BOOK), firstBidLast)
    expect(matchRows(matches).map(inUnits)).toEqual([
      [1, 0, 4, 4 * 26],
      [2, 1, 5, 5 * 22],
      [2, 2, 1, 22],
      [0, 2, 3, 3 * 20],
      [0, 3, 2, 2 * 25],
    ])
    expect(welfare(WORKED_BOOK, matches)).toBe(164n * BigInt(KWH * UNIT))
  })

  it('favours neither a side nor a meter: all sequences come up equally often', () => {
    const book = kwhBook(
      [
        [1, 10],
        [1, 10],
      ],
      [[1, 4]],
    )
    // the middles of equal parts of (0, 1) stand for all draws: two of the one, three of the other
    const clearings = [0.25, 0.75].flatMap((low) =>
      [1 / 6, 3 / 6, 5 / 6].map((high) => continuous.clear(book, { ...RULES, draw: (n) => [low, high][n] })),
    )
    const rows = clearings.flatMap(({ matches }) => matchRows(matches).map(inUnits))
    // in two of six sequences the offer comes first, and then its limit is the price
    expect(rows.sort((a, b) => a[0] - b[0] || a[3] - b[3])).toEqual([
      [0, 0, 1, 4],
      [0, 0, 1, 10],
      [0, 0, 1, 10],
      [1, 0, 1, 4],
      [1, 0, 1, 10],
      [1, 0, 1, 10],
    ])
  })

  it('makes no trade below the smallest', () => {
    const rows: Rows = { bids: [[10, 5]], offers: [8, 3, 10].map((quantity) => [quantity, 3]) }
    const { matches } = continuous.clear(bookOf(rows), { ...inPlace, smallestTrade: 3 })
    expect(filled(rows, matches)).toEqual({ bids: [8], offers: [8, 0, 0] })
  })

  it('over-fills nobody, keeps to all limits and balances the budget', () => {
    fc.assert(
      fc.property(anyRows, rulesWith, (rows, rules) => {
        const book = bookOf(rows)
        const clearing = continuous.clear(book, rules)
        const { bought, sold } = accountsOf(book, clearing)
        expect(total(bought)).toBe(total(sold))
        const trades = matchRows(clearing.matches)
        expect(new Set(trades.map(([bid, offer]) => `${bid} ${offer}`)).size).toBe(trades.length)
        for (const [bid, offer, quantity, paid, received] of trades) {
          const limits = [rows.bids[bid][1], rows.offers[offer][1]]
          expect(limits[0]).toBeGreaterThanOrEqual(limits[1])
          expect(limits.map((price) => amountMicro(price, quantity))).toContain(paid)
          expect(received).toBe(paid)
          expect(quantity).toBeGreaterThanOrEqual(rules.smallestTrade)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('leaves no bid and offer behind that could still trade', () => {
    fc.assert(
      fc.property(anyRows, rulesWith, (rows, rules) => {
        const fills = filled(rows, continuous.clear(bookOf(rows), rules).matches)
        const isWorthIt = (left: number) => left >= rules.smallestTrade
        const bids = rows.bids.filter(([quantity], i) => isWorthIt(quantity - fills.bids[i]))
        const offers = rows.offers.filter(([quantity], i) => isWorthIt(quantity - fills.offers[i]))
        const highestBid = Math.max(-1, ...bids.map(([, price]) => price))
        expect(offers.every(([, price]) => price > highestBid)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('depends on the book and the draws alone, and takes one draw less than there are orders', () => {
    fc.assert(
      fc.property(anyRows, rulesWith, anyRules, (rows, rules, others) => {
        const book = bookOf(rows)
        const seen: number[] = []
        const draw = (n: number) => {
          seen.push(n)
          return rules.draw(n)
        }
        const { smallestTrade } = rules
        const one = continuous.clear(book, { ...rules, draw })
        const other = continuous.clear(bookOf(rows), {
          ...others,
          smallestTrade,
          gridPurchasePrice: 1,
          draw: rules.draw,
        })
        expect(matchRows(other.matches)).toEqual(matchRows(one.matches))
        expect(book).toEqual(bookOf(rows))
        const orders = rows.bids.length + rows.offers.length
        expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: orders - 1 }, (_, i) => i))
      }),
      { numRuns: 200 },
    )
  })
})
