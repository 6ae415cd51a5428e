import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import type { OrderBook, OrderColumns } from '../order-book.ts'
import { bookOf, WORKED_BOOK as WORKED_ROWS } from '../order-books.fixture.ts'
import { accountsOf, anyBook, KWH, kwhBook, thaiRules, total, UNIT, wholeBook } from './kwh-books.fixture.ts'
import { gainOf, misreports } from './misreports.fixture.ts'
import { vcg } from './vcg.ts'

const WORKED_BOOK = bookOf(WORKED_ROWS)
const rules = thaiRules()

/** Welfare of a book in whole kWh and units, one kWh after the other [micro-units]: slow, and written apart from vcg. */
function welfareOf({ bids, offers }: OrderBook): number {
  const kwhLimits = ({ size, quantity, price }: OrderColumns) =>
    Array.from({ length: size }, (_, i) => Array.from({ length: quantity[i] / KWH }, () => price[i])).flat()
  const wanted = kwhLimits(bids).sort((a, b) => b - a)
  const offered = kwhLimits(offers).sort((a, b) => a - b)
  return wanted
    .slice(0, offered.length)
    .map((limit, i) => Math.max(0, limit - offered[i]))
    .reduce((sum, gain) => sum + gain, 0)
}

/** The book as it would be if one of its orders were not there. */
function without(book: OrderBook, side: 'bids' | 'offers', index: number): OrderBook {
  const quantity = book[side].quantity.slice()
  quantity[index] = 0
  return { ...book, [side]: { ...book[side], quantity } }
}

describe('vcg', () => {
  it('has buyers of the worked book pay 104, 84 and 80, gives sellers 88, 113 and 88, and shows the deficit of 21', () => {
    const clearing = vcg.clear(WORKED_BOOK, rules)
    const { bought, sold, paid, received } = accountsOf(WORKED_BOOK, clearing)
    expect(bought).toEqual([5 * KWH, 4 * KWH, 4 * KWH, 0])
    expect(sold).toEqual([4 * KWH, 5 * KWH, 4 * KWH, 0])
    expect(paid).toEqual([104 * UNIT, 84 * UNIT, 80 * UNIT, 0])
    expect(received).toEqual([88 * UNIT, 113 * UNIT, 88 * UNIT, 0])
    expect(total(received) - total(paid)).toBe(21 * UNIT)
    expect(clearing.price).toBeNull()
  })

  it('gives each of a lone pair all of the gain: the buyer pays the offer, the seller gets the bid', () => {
    const { matches } = vcg.clear(kwhBook([[1, 9]], [[1, 2]]), rules)
    expect([matches.paid[0], matches.received[0]]).toEqual([2 * UNIT, 9 * UNIT])
  })

  it('asks a second price where one offer meets many bids', () => {
    const book = kwhBook(
      [
        [1, 9],
        [1, 7],
        [1, 6],
      ],
      [[1, 2]],
    )
    expect(accountsOf(book, vcg.clear(book, rules)).paid).toEqual([7 * UNIT, 0, 0])
  })

  it('spreads the money of an order over its matches so that it adds up', () => {
    const book = kwhBook(
      [[0.000007, 9]],
      [
        [0.000003, 1.1],
        [0.000002, 1.2],
        [0.000002, 1.3],
      ],
    )
    const { matches } = vcg.clear(book, rules)
    expect(Array.from(matches.quantity.subarray(0, matches.size))).toEqual([3, 2, 2])
    // without the buyer the offers would be spared: 3·1.1 + 2·1.2 + 2·1.3 = 8.3, so 8 in all
    expect(Array.from(matches.paid.subarray(0, matches.size))).toEqual([3, 2, 3])
    expect(Array.from(matches.received.subarray(0, matches.size))).toEqual([27, 18, 18])
  })

  it('does not trade nor price orders below the smallest trade', () => {
    const book = kwhBook(
      [
        [2, 9],
        [1, 8],
      ],
      [[2, 2]],
    )
    const { bought, paid } = accountsOf(book, vcg.clear(book, thaiRules({ smallestTrade: 2 * KWH })))
    expect(bought).toEqual([2 * KWH, 0])
    expect(paid).toEqual([4 * UNIT, 0])
  })

  it('needs a bid that reaches an offer', () => {
    expect(vcg.clear(kwhBook([[1, 2]], [[1, 9]]), rules).matches.size).toBe(0)
    expect(vcg.clear(kwhBook([], [[1, 9]]), rules).matches.size).toBe(0)
  })

  it('pays Clarke: W without the order less what the others have with it', () => {
    fc.assert(
      fc.property(wholeBook, (book) => {
        const { bought, sold, paid, received } = accountsOf(book, vcg.clear(book, rules))
        const welfare = welfareOf(book)
        for (const [i, energy] of bought.entries()) {
          const own = (energy / KWH) * book.bids.price[i]
          expect(paid[i]).toBe(welfareOf(without(book, 'bids', i)) - (welfare - own))
        }
        for (const [i, energy] of sold.entries()) {
          const cost = (energy / KWH) * book.offers.price[i]
          expect(received[i]).toBe(welfare + cost - welfareOf(without(book, 'offers', i)))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('buys what it sells, leaves nobody beyond its limit, and has a deficit but for one rounding per order', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const { bids, offers } = book
        const { bought, sold, paid, received } = accountsOf(book, vcg.clear(book, rules))
        expect(total(bought)).toBe(total(sold))
        for (const [i, amount] of paid.entries()) {
          expect(amount).toBeLessThanOrEqual(amountMicro(bids.price[i], bought[i]))
        }
        for (const [i, amount] of received.entries()) {
          expect(amount).toBeGreaterThanOrEqual(amountMicro(offers.price[i], sold[i]))
        }
        expect(total(received) - total(paid)).toBeGreaterThanOrEqual(-(bids.size + offers.size) / 2)
      }),
      { numRuns: 200 },
    )
  })

  it('rewards no misstated limit', () => {
    fc.assert(
      fc.property(misreports(wholeBook), (misreport) => {
        expect(gainOf(misreport, vcg, rules)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })
})
