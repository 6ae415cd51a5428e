import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import { anyRules } from '../order-books.fixture.ts'
import { accountsOf, anyBook, KWH, kwhBook, thaiRules, total, UNIT, wholeBook } from './kwh-books.fixture.ts'
import { gainOf, misreports } from './misreports.fixture.ts'
import { muda } from './muda.ts'

/** Bid i has draw 2i and offer i draw 2i + 1; below 0.5 is the first half. */
const drawing = (bids: number[], offers: number[]) =>
  thaiRules({ draw: (n) => (n % 2 === 0 ? bids[n / 2] : offers[(n - 1) / 2]) })

/** Draws that differ from case to case, and not within one. */
const split = fc.array(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), { minLength: 24, maxLength: 24 })

describe('muda', () => {
  const book = kwhBook(
    [
      [1, 10],
      [1, 9],
      [2, 8],
    ],
    [
      [1, 4],
      [2, 5],
    ],
  )

  it('trades each half at the price of the other', () => {
    // first half: bid 0 and offer 0, price (10 + 4)/2 = 7; second: 3 kWh wanted, offer 1 of 2 kWh, bid 2 sets 8
    const { matches, price } = muda.clear(book, drawing([0.1, 0.6, 0.7], [0.2, 0.8]))
    const rows = Array.from({ length: matches.size }, (_, i) => [
      matches.bid[i],
      matches.offer[i],
      matches.quantity[i] / KWH,
      matches.paid[i] / UNIT,
      matches.received[i] / UNIT,
    ])
    expect(rows).toEqual([
      [0, 0, 1, 8, 8],
      [1, 1, 1, 7, 7],
      [2, 1, 1, 7, 7],
    ])
    expect(price).toBeNull()
  })

  it('serves the long side in the order of the draws', () => {
    const { bought, sold } = accountsOf(book, muda.clear(book, drawing([0.1, 0.8, 0.7], [0.2, 0.6])))
    expect(bought).toEqual([KWH, 0, 2 * KWH])
    expect(sold).toEqual([KWH, 2 * KWH])
  })

  it('leaves out who does not want the price of the other half', () => {
    // first half sets (10 + 9)/2 = 9.5, above the second half's bids; the second sets 8
    const high = kwhBook(
      [
        [1, 10],
        [1, 9],
        [2, 8],
      ],
      [
        [1, 9],
        [2, 5],
      ],
    )
    expect(muda.clear(high, drawing([0.1, 0.6, 0.7], [0.2, 0.8])).matches.size).toBe(0)
  })

  it('takes the midpoint of the best bid and the best offer of a half that does not trade', () => {
    const apart = kwhBook(
      [
        [1, 4],
        [1, 9],
      ],
      [
        [1, 6],
        [1, 2],
      ],
    )
    // first half: bid at 4, offer at 6; the second trades at 5, and the first not at (9 + 2)/2
    const { bought, paid } = accountsOf(apart, muda.clear(apart, drawing([0.1, 0.9], [0.2, 0.8])))
    expect(bought).toEqual([0, KWH])
    expect(paid).toEqual([0, 5 * UNIT])
  })

  it('does not trade a half when the other has one side only', () => {
    expect(muda.clear(book, drawing([0.1, 0.2, 0.3], [0.1, 0.2])).matches.size).toBe(0)
    expect(muda.clear(book, drawing([0.1, 0.6, 0.7], [0.8, 0.9])).matches.size).toBe(0)
  })

  it('buys what it sells within all limits, with an exact budget', () => {
    fc.assert(
      fc.property(anyBook, anyRules, split, (any, anyRule, draws) => {
        const clearing = muda.clear(any, { ...anyRule, draw: (n) => draws[n] })
        const { bought, sold } = accountsOf(any, clearing)
        expect(total(bought)).toBe(total(sold))
        const { size, bid, offer, quantity, paid, received } = clearing.matches
        for (let i = 0; i < size; i++) {
          expect(paid[i]).toBe(received[i])
          expect(paid[i]).toBeLessThanOrEqual(amountMicro(any.bids.price[bid[i]], quantity[i]))
          expect(received[i]).toBeGreaterThanOrEqual(amountMicro(any.offers.price[offer[i]], quantity[i]))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('rewards no misstated limit, whatever the split', () => {
    fc.assert(
      fc.property(misreports(wholeBook), split, (misreport, draws) => {
        expect(gainOf(misreport, muda, thaiRules({ draw: (n) => draws[n] }))).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })
})
