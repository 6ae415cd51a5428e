import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import { accountsOf, KWH, kwhBook, thaiRules, UNIT } from './kwh-books.fixture.ts'
import { expectAllSharedWithinGrid } from './mechanism-laws.fixture.ts'
import { midMarketRate } from './mid-market-rate.ts'

describe('midMarketRate', () => {
  // Long et al. 2017 with 4.1839 and 2.20 per kWh; rates of buyers and sellers over local and grid energy
  it.each([
    { generation: 6, demand: 10, buyers: 3.58873, sellers: 3.19195 },
    { generation: 10, demand: 10, buyers: 3.19195, sellers: 3.19195 },
    { generation: 14, demand: 10, buyers: 3.19195, sellers: 2.90854 },
  ])('gives the published rates for $generation kWh generated and $demand wanted', (row) => {
    const book = kwhBook(
      [
        [0.3 * row.demand, 0],
        [0.7 * row.demand, 9],
      ],
      [
        [0.5 * row.generation, 9],
        [0.5 * row.generation, 0],
      ],
    )
    const rules = thaiRules()
    const clearing = midMarketRate.clear(book, rules)
    expect(clearing.price).toBe(3_191_950)
    const { bought, sold, paid, received } = accountsOf(book, clearing)
    for (const [i, quantity] of book.bids.quantity.entries()) {
      const cost = paid[i] + amountMicro(rules.gridPurchasePrice, quantity - bought[i])
      expect(cost / UNIT / (quantity / KWH)).toBeCloseTo(row.buyers, 5)
    }
    for (const [i, quantity] of book.offers.quantity.entries()) {
      const income = received[i] + amountMicro(rules.gridFeedInPrice, quantity - sold[i])
      expect(income / UNIT / (quantity / KWH)).toBeCloseTo(row.sellers, 5)
    }
  })

  it('rounds the price half up', () => {
    const book = kwhBook([[1, 5]], [[1, 5]])
    expect(midMarketRate.clear(book, thaiRules({ gridPurchasePrice: 4, gridFeedInPrice: 1 })).price).toBe(3)
  })

  it('has no price with one side only', () => {
    expect(midMarketRate.clear(kwhBook([[1, 5]], []), thaiRules()).price).toBeNull()
    expect(midMarketRate.clear(kwhBook([], [[1, 5]]), thaiRules()).price).toBeNull()
  })

  it('has no price when every match is below the smallest trade', () => {
    const { matches, price } = midMarketRate.clear(kwhBook([[1, 5]], [[1, 5]]), thaiRules({ smallestTrade: 2 * KWH }))
    expect([matches.size, price]).toEqual([0, null])
  })

  it('trades all there is, at a price that leaves nobody worse off than the grid, with an exact budget', () => {
    expectAllSharedWithinGrid(midMarketRate)
  })
})
