import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookOf, WORKED_BOOK as WORKED_ROWS } from '../order-books.fixture.ts'
import { kDoubleAuction } from './k-double-auction.ts'
import { accountsOf, KWH, kwhBook, thaiRules, total, UNIT, unitBook, wholeBook } from './kwh-books.fixture.ts'
import { mcafee } from './mcafee.ts'
import { expectWithinLimits } from './mechanism-laws.fixture.ts'
import { gainOf, misreports } from './misreports.fixture.ts'

const WORKED_BOOK = bookOf(WORKED_ROWS)
const rules = thaiRules()
const unitBookOf = (bids: number[], offers: number[]) =>
  kwhBook(
    bids.map((limit) => [1, limit]),
    offers.map((limit) => [1, limit]),
  )

describe('mcafee', () => {
  it('trades all efficient pairs at the mean of the first limits left out, where that suits the last pair', () => {
    const book = unitBookOf([9, 8, 7, 4], [2, 3, 6, 8])
    const clearing = mcafee.clear(book, rules)
    const { bought, sold, paid, received } = accountsOf(book, clearing)
    expect(clearing.price).toBe(6 * UNIT)
    expect(bought).toEqual([KWH, KWH, KWH, 0])
    expect(sold).toEqual([KWH, KWH, KWH, 0])
    expect(paid).toEqual([6 * UNIT, 6 * UNIT, 6 * UNIT, 0])
    expect(received).toEqual(paid)
  })

  it('gives up the last pair where it does not: 2 trade, buyers pay 7, sellers get 6, 2 are left over', () => {
    const book = unitBookOf([9, 8, 7, 1], [2, 3, 6, 7])
    const clearing = mcafee.clear(book, rules)
    const { bought, paid, received } = accountsOf(book, clearing)
    expect(clearing.price).toBeNull()
    expect(bought).toEqual([KWH, KWH, 0, 0])
    expect(paid).toEqual([7 * UNIT, 7 * UNIT, 0, 0])
    expect(received).toEqual([6 * UNIT, 6 * UNIT, 0, 0])
    expect(total(paid) - total(received)).toBe(2 * UNIT)
  })

  it('gives up the last pair where nobody is left out on one side', () => {
    const book = unitBookOf([9, 8], [2, 3, 4])
    expect(accountsOf(book, mcafee.clear(book, rules)).bought).toEqual([KWH, 0])
    expect(mcafee.clear(unitBookOf([9], [2]), rules).matches.size).toBe(0)
  })

  it('leaves out a pair at the margin that is partly filled, whose limits are the prices', () => {
    const { bought, sold, paid, received } = accountsOf(WORKED_BOOK, mcafee.clear(WORKED_BOOK, rules))
    expect(bought).toEqual([5 * KWH, 4 * KWH, 0, 0])
    expect(sold).toEqual([4 * KWH, 5 * KWH, 0, 0])
    expect(total(paid)).toBe(9 * 22 * UNIT)
    expect(total(received)).toBe(9 * 20 * UNIT)
  })

  it('leaves out a partly filled bid although the next offer is only one micro-unit above it', () => {
    const book = kwhBook(
      [
        [1, 9],
        [2, 5],
      ],
      [
        [1, 2],
        [1, 3],
        [1, 5.000001],
      ],
    )
    const { bought, paid } = accountsOf(book, mcafee.clear(book, rules))
    expect(bought).toEqual([KWH, 0])
    expect(paid).toEqual([5 * UNIT, 0])
  })

  it('rations the long side in proportion to quantity', () => {
    const book = kwhBook(
      [
        [6, 9],
        [3, 8],
        [2, 7],
      ],
      [
        [6, 2],
        [4, 3],
        [5, 8],
      ],
    )
    expect(accountsOf(book, mcafee.clear(book, rules)).bought).toEqual([4 * KWH, 2 * KWH, 0])
  })

  it('needs a bid that reaches an offer', () => {
    expect(mcafee.clear(unitBookOf([3, 2], [4, 5]), rules)).toMatchObject({ matches: { size: 0 }, price: null })
    expect(mcafee.clear(unitBookOf([], [4, 5]), rules).matches.size).toBe(0)
  })

  it('buys what it sells within all limits, and never lacks money', () => expectWithinLimits(mcafee))

  it('loses one pair of unit orders at most', () => {
    fc.assert(
      fc.property(unitBook, (book) => {
        const efficient = total(accountsOf(book, kDoubleAuction.clear(book, thaiRules({ margin: 'time' }))).bought)
        const traded = total(accountsOf(book, mcafee.clear(book, rules)).bought)
        expect(efficient - traded === 0 || efficient - traded === KWH).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['unit orders', unitBook],
    ['quantities', wholeBook],
  ])('rewards no misstated limit, with %s', (_, books) => {
    fc.assert(
      fc.property(misreports(books), (misreport) => {
        expect(gainOf(misreport, mcafee, rules)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('is told apart by that search from an auction that is not truthful', () => {
    const search = fc.check(
      fc.property(misreports(unitBook), (misreport) => gainOf(misreport, kDoubleAuction, rules) <= 0),
      { numRuns: 1000, seed: 1 },
    )
    expect(search.failed).toBe(true)
  })
})
