import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookOf, WORKED_BOOK as WORKED_ROWS } from '../order-books.fixture.ts'
import { huang } from './huang.ts'
import { accountsOf, KWH, kwhBook, thaiRules, UNIT, wholeBook } from './kwh-books.fixture.ts'
import { expectWithinLimits } from './mechanism-laws.fixture.ts'
import { gainOf, misreports } from './misreports.fixture.ts'

const WORKED_BOOK = bookOf(WORKED_ROWS)
const rules = thaiRules()

describe('huang', () => {
  it('trades 0.2 at 3.0 for buyers and 2.0 for sellers in the case of pymarket', () => {
    // pymarket's test of Huang's auction (Kiedanski, Kofman and Horta 2020): surplus 0.2
    const book = kwhBook(
      [
        [1, 3],
        [2, 1],
        [0.2, 3.3],
      ],
      [
        [2, 2],
        [0.3, 1],
      ],
    )
    const clearing = huang.clear(book, rules)
    const { bought, sold, paid, received } = accountsOf(book, clearing)
    expect(bought).toEqual([0, 0, 0.2 * KWH])
    expect(sold).toEqual([0, 0.2 * KWH])
    expect(paid).toEqual([0, 0, 0.6 * UNIT])
    expect(received).toEqual([0, 0.4 * UNIT])
    expect(clearing.price).toBeNull()
  })

  it.each([
    { wanted: [1, 2, 3], offered: 5.4, bought: [0.8, 1.8, 2.8] },
    { wanted: [1, 0.5, 2], offered: 1.7, bought: [0.35, 0, 1.35] },
  ])('cuts bids of $wanted equally to $offered', (row) => {
    const last = row.wanted.length
    const book = kwhBook(
      [...row.wanted.map((energy) => [energy, 9] as const), [1, 8]],
      [
        [row.offered, 1],
        [2 + last, 2],
      ],
    )
    const { bought } = accountsOf(book, huang.clear(book, rules))
    expect(bought).toEqual([...row.bought.map((energy) => Math.round(energy * KWH)), 0])
  })

  it('trades 9 kWh of the worked book, buyers at 22 and sellers at 20', () => {
    const { bought, sold, paid, received } = accountsOf(WORKED_BOOK, huang.clear(WORKED_BOOK, rules))
    expect(bought).toEqual([5 * KWH, 4 * KWH, 0, 0])
    expect(sold).toEqual([4 * KWH, 5 * KWH, 0, 0])
    expect(paid).toEqual([110 * UNIT, 88 * UNIT, 0, 0])
    expect(received).toEqual([80 * UNIT, 100 * UNIT, 0, 0])
  })

  it('needs two pairs, and a bid that reaches an offer', () => {
    expect(huang.clear(kwhBook([[1, 9]], [[1, 2]]), rules).matches.size).toBe(0)
    expect(huang.clear(kwhBook([[1, 2]], [[1, 9]]), rules).matches.size).toBe(0)
    expect(huang.clear(kwhBook([], []), rules).matches.size).toBe(0)
  })

  it('buys what it sells within all limits, and never lacks money', () => expectWithinLimits(huang))

  it('rewards no misstated limit', () => {
    fc.assert(
      fc.property(misreports(wholeBook), (misreport) => {
        expect(gainOf(misreport, huang, rules)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })
})
