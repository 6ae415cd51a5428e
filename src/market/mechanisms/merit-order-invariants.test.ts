import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import {
  anyRows,
  anyRules,
  bookOf,
  filled,
  matchRows,
  type Order,
  type Rows,
  RULES,
  welfare,
} from '../order-books.fixture.ts'
import { callAuction } from './call-auction.ts'
import { gridOnly } from './grid-only.ts'
import { kDoubleAuction } from './k-double-auction.ts'
import { payAsBid } from './pay-as-bid.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Traded energy by price level: what no tie-break may change. */
function byLevel(side: readonly Order[], fills: readonly number[]): Map<number, number> {
  const levels = new Map<number, number>()
  side.forEach(([, price], i) => {
    levels.set(price, (levels.get(price) ?? 0) + fills[i])
  })
  return levels
}

const shuffled = (rows: Rows) =>
  fc.record({
    bids: fc.shuffledSubarray([...rows.bids.keys()], { minLength: rows.bids.length }),
    offers: fc.shuffledSubarray([...rows.offers.keys()], { minLength: rows.offers.length }),
  })

describe.each([callAuction, kDoubleAuction, payAsBid, gridOnly])('$name', (mechanism) => {
  const { clear } = mechanism

  it('trades whole energy once, over-fills no order and pairs no meter with itself', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const book = bookOf(rows)
        const { matches } = clear(book, rules)
        const pairs = matchRows(matches).map(([bid, offer]) => `${bid} ${offer}`)
        expect(new Set(pairs).size).toBe(matches.size)
        for (const [bid, offer, quantity] of matchRows(matches)) {
          expect(Number.isInteger(quantity)).toBe(true)
          expect(quantity).toBeGreaterThanOrEqual(rules.smallestTrade)
          expect(book.bids.meter[bid]).not.toBe(book.offers.meter[offer])
        }
        const fills = filled(rows, matches)
        expect(sum(fills.bids)).toBe(sum(fills.offers))
        expect(fills.bids.every((energy, i) => energy <= rows.bids[i][0])).toBe(true)
        expect(fills.offers.every((energy, i) => energy <= rows.offers[i][0])).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('balances the budget, and nobody trades beyond its limit', () => {
    fc.assert(
      fc.property(anyRows, anyRules, (rows, rules) => {
        const { matches, price } = clear(bookOf(rows), rules)
        for (const [bid, offer, quantity, paid, received] of matchRows(matches)) {
          expect(paid).toBe(received)
          expect(paid).toBeLessThanOrEqual(amountMicro(rows.bids[bid][1], quantity))
          expect(received).toBeGreaterThanOrEqual(amountMicro(rows.offers[offer][1], quantity))
          expect(paid).toBe(price === null ? paid : amountMicro(price, quantity))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order of the orders, up to ties', () => {
    const cases = anyRows.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows)))
    fc.assert(
      fc.property(cases, fc.constantFrom('pro-rata', 'time'), ([rows, order], margin) => {
        const permuted = { bids: order.bids.map((i) => rows.bids[i]), offers: order.offers.map((i) => rows.offers[i]) }
        const rules = { ...RULES, margin }
        const before = clear(bookOf(rows), rules)
        const after = clear(bookOf(permuted), rules)
        expect(after.price).toBe(before.price)
        expect(welfare(permuted, after.matches)).toBe(welfare(rows, before.matches))
        const fills = filled(rows, before.matches)
        const permutedFills = filled(permuted, after.matches)
        expect(byLevel(permuted.bids, permutedFills.bids)).toEqual(byLevel(rows.bids, fills.bids))
        expect(byLevel(permuted.offers, permutedFills.offers)).toEqual(byLevel(rows.offers, fills.offers))
        for (const [i, from] of margin === 'pro-rata' ? order.bids.entries() : []) {
          expect(Math.abs(permutedFills.bids[i] - fills.bids[from])).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('keeps a winning bid that is raised winning', () => {
    fc.assert(
      fc.property(anyRows, anyRules, fc.nat(), fc.nat({ max: 5_000_000 }), (rows, { margin }, pick, raise) => {
        fc.pre(rows.bids.length > 0)
        const at = pick % rows.bids.length
        const bids = rows.bids.map(([quantity, price], i): Order => [quantity, price + (i === at ? raise : 0)])
        const before = filled(rows, clear(bookOf(rows), { ...RULES, margin }).matches)
        const after = filled(rows, clear(bookOf({ ...rows, bids }), { ...RULES, margin }).matches)
        expect(after.bids[at]).toBeGreaterThanOrEqual(before.bids[at])
      }),
      { numRuns: 200 },
    )
  })

  it('changes neither quantity nor price when orders are split into equal-priced parts', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom('pro-rata', 'time'), fc.nat(), (rows, margin, cut) => {
        const split = (side: readonly Order[]) =>
          side.flatMap(([quantity, price]): Order[] => {
            const part = cut % quantity
            return part === 0
              ? [[quantity, price]]
              : [
                  [part, price],
                  [quantity - part, price],
                ]
          })
        const parts = { bids: split(rows.bids), offers: split(rows.offers) }
        const whole = clear(bookOf(rows), { ...RULES, margin })
        const apart = clear(bookOf(parts), { ...RULES, margin })
        expect(apart.price).toBe(whole.price)
        expect(sum(filled(parts, apart.matches).bids)).toBe(sum(filled(rows, whole.matches).bids))
        expect(welfare(parts, apart.matches)).toBe(welfare(rows, whole.matches))
      }),
      { numRuns: 200 },
    )
  })

  it('scales with prices', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(0, 0.5, 1), fc.integer({ min: 1, max: 50 }), (rows, k, factor) => {
        // doubled, so that no midpoint is rounded
        const scaled = (by: number): Rows => {
          const side = (orders: readonly Order[]) =>
            orders.map(([quantity, price]): Order => [quantity, 2 * by * price])
          return { bids: side(rows.bids), offers: side(rows.offers) }
        }
        const one = clear(bookOf(scaled(1)), { ...RULES, k })
        const many = clear(bookOf(scaled(factor)), { ...RULES, k })
        expect(many.price).toBe(one.price === null ? null : factor * one.price)
        expect(filled(rows, many.matches)).toEqual(filled(rows, one.matches))
      }),
      { numRuns: 100 },
    )
  })
})
