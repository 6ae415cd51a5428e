import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import type { OrderBook } from '../order-book.ts'
import { billSharing } from './bill-sharing.ts'
import { accountsOf, anyBook, KWH, kwhBook, thaiRules, UNIT } from './kwh-books.fixture.ts'

const rules = thaiRules()

/** What each buyer pays and each seller gets in all, the grid's part included [micro-units]. */
function bills(book: OrderBook): { costs: number[]; incomes: number[] } {
  const { bought, sold, paid, received } = accountsOf(book, billSharing.clear(book, rules))
  const { bids, offers } = book
  return {
    costs: paid.map((amount, i) => amount + amountMicro(rules.gridPurchasePrice, bids.quantity[i] - bought[i])),
    incomes: received.map((amount, i) => amount + amountMicro(rules.gridFeedInPrice, offers.quantity[i] - sold[i])),
  }
}

describe('billSharing', () => {
  it('divides the import cost by demand: 4 of 10 kWh imported cost everybody 4.1839 · 0.4 per kWh', () => {
    const { costs, incomes } = bills(
      kwhBook(
        [
          [3, 9],
          [7, 9],
        ],
        [[6, 0]],
      ),
    )
    expect(costs).toEqual([5.02068 * UNIT, 11.71492 * UNIT])
    expect(incomes).toEqual([0])
  })

  it('divides the export income by generation: 4 of 14 kWh exported bring everybody 2.20 · 4/14 per kWh', () => {
    const { costs, incomes } = bills(
      kwhBook(
        [[10, 9]],
        [
          [7, 0],
          [3.5, 0],
          [3.5, 0],
        ],
      ),
    )
    expect(costs).toEqual([0])
    expect(incomes).toEqual([4.4 * UNIT, 2.2 * UNIT, 2.2 * UNIT])
  })

  it('makes the bills add up to what the community owes the grid or is owed, but for one rounding per member', () => {
    fc.assert(
      fc.property(anyBook, (book) => {
        const demand = book.bids.quantity.reduce((sum, each) => sum + each, 0)
        const supply = book.offers.quantity.reduce((sum, each) => sum + each, 0)
        const { costs, incomes } = bills(book)
        const owed = amountMicro(rules.gridPurchasePrice, Math.max(0, demand - supply))
        const earned = amountMicro(rules.gridFeedInPrice, Math.max(0, supply - demand))
        const add = (amounts: number[]) => amounts.reduce((sum, each) => sum + each, 0)
        expect(Math.abs(add(costs) - owed)).toBeLessThanOrEqual((costs.length + 1) / 2)
        expect(Math.abs(add(incomes) - earned)).toBeLessThanOrEqual((incomes.length + 1) / 2)
      }),
      { numRuns: 200 },
    )
  })

  it('moves no money between members, at a price of 0', () => {
    const { matches, price } = billSharing.clear(kwhBook([[3, 9]], [[2, 0]]), rules)
    expect([matches.size, matches.paid[0], matches.received[0], price]).toEqual([1, 0, 0, 0])
  })

  it('is not individually rational: a search finds a seller whom the grid would have paid more', () => {
    const search = fc.check(
      fc.property(anyBook, (book) => {
        const alone = Array.from(book.offers.quantity, (quantity) => amountMicro(rules.gridFeedInPrice, quantity))
        return bills(book).incomes.every((income, i) => income >= alone[i])
      }),
      { seed: 1 },
    )
    expect(search.failed).toBe(true)
  })

  it('is not individually rational: 1 kWh is worth 2.20 to the grid and nothing to the neighbour', () => {
    const book = kwhBook([[1, 4]], [[1, 2.2]])
    expect(amountMicro(rules.gridFeedInPrice, KWH)).toBe(2_200_000)
    expect(bills(book).incomes).toEqual([0])
  })
})
