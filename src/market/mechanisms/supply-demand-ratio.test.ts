import { describe, expect, it } from 'vitest'
import { amountMicro } from '../money.ts'
import { accountsOf, KWH, kwhBook, thaiRules, UNIT } from './kwh-books.fixture.ts'
import { expectAllSharedWithinGrid } from './mechanism-laws.fixture.ts'
import { supplyDemandRatio } from './supply-demand-ratio.ts'

describe('supplyDemandRatio', () => {
  // Liu et al. 2017 with 4.1839 and 2.20 per kWh
  it.each([
    { generation: 6, buy: 3.30253, sell: 2.71494 },
    { generation: 10, buy: 2.2, sell: 2.2 },
    { generation: 14, buy: 2.2, sell: 2.2 },
  ])('gives the published rates for $generation kWh generated and 10 wanted', ({ generation, buy, sell }) => {
    const book = kwhBook(
      [
        [3, 0],
        [7, 9],
      ],
      [[generation, 9]],
    )
    const rules = thaiRules()
    const clearing = supplyDemandRatio.clear(book, rules)
    expect((clearing.price ?? 0) / UNIT).toBeCloseTo(sell, 5)
    const { bought, paid, sold, received } = accountsOf(book, clearing)
    for (const [i, quantity] of book.bids.quantity.entries()) {
      const cost = paid[i] + amountMicro(rules.gridPurchasePrice, quantity - bought[i])
      expect(cost / UNIT / (quantity / KWH)).toBeCloseTo(buy, 5)
    }
    expect(received[0] / sold[0]).toBeCloseTo(sell, 5)
  })

  it('nears the purchase price as local energy gets scarce', () => {
    const price = supplyDemandRatio.clear(kwhBook([[1000, 0]], [[0.001, 0]]), thaiRules()).price
    expect(price).toBeGreaterThan(4_183_890)
    expect(price).toBeLessThanOrEqual(4_183_900)
  })

  it('is 0 where feed-in is not paid, whatever the rest', () => {
    const book = kwhBook([[2, 5]], [[1, 0]])
    expect(supplyDemandRatio.clear(book, thaiRules({ gridFeedInPrice: 0 })).price).toBe(0)
    expect(supplyDemandRatio.clear(book, thaiRules({ gridFeedInPrice: 0, gridPurchasePrice: 0 })).price).toBe(0)
  })

  it('is rounded half up: 3 · 1 / ((3 − 1) / 2 + 1) is 1.5', () => {
    const rules = thaiRules({ gridPurchasePrice: 3, gridFeedInPrice: 1 })
    expect(supplyDemandRatio.clear(kwhBook([[2, 5]], [[1, 5]]), rules).price).toBe(2)
  })

  it('has no price with one side only', () => {
    expect(supplyDemandRatio.clear(kwhBook([], [[1, 5]]), thaiRules()).price).toBeNull()
  })

  it('trades all there is, at a price that leaves nobody worse off than the grid, with an exact budget', () => {
    expectAllSharedWithinGrid(supplyDemandRatio)
  })
})
