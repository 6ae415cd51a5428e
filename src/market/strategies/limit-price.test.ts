import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askPrice, bidPrice, type PriceBounds } from './limit-price.ts'

/** MEA on-peak with Ft, and the household feed-in rate. */
const THAI: PriceBounds = {
  minSell: 0,
  maxSell: 10_000_000,
  minBuy: 0,
  maxBuy: 10_000_000,
  feedIn: 2_200_000,
  purchase: 4_346_200,
  rational: true,
}

const price = fc.integer({ min: 0, max: 1_000_000_000 })
const lambda = fc.double({ min: 0, max: 1, noNaN: true })
const boundsOf = (rational: fc.Arbitrary<boolean>) =>
  fc
    .record({ sell: fc.tuple(price, price), buy: fc.tuple(price, price), grid: fc.tuple(price, price), rational })
    .map(({ sell, buy, grid, rational }) => ({
      minSell: Math.min(...sell),
      maxSell: Math.max(...sell),
      minBuy: Math.min(...buy),
      maxBuy: Math.max(...buy),
      feedIn: Math.min(...grid),
      purchase: Math.max(...grid),
      rational,
    }))

describe('askPrice and bidPrice', () => {
  it('place the limit in the spread between the grid prices', () => {
    // 35 % of 2.1462 THB is 0.75117 THB.
    expect(askPrice(0.35, THAI)).toBe(2_951_170)
    expect(bidPrice(0.35, THAI)).toBe(3_595_030)
  })

  it.each([
    [0, 2_200_000, 4_346_200],
    [1, 4_346_200, 2_200_000],
  ])('end at the prices of the grid: λ = %d', (share, ask, bid) => {
    expect(askPrice(share, THAI)).toBe(ask)
    expect(bidPrice(share, THAI)).toBe(bid)
  })

  it('keep within the bounds of sellers and buyers', () => {
    const bounds = { ...THAI, minSell: 3_000_000, maxSell: 3_500_000, minBuy: 3_200_000, maxBuy: 3_300_000 }
    expect([askPrice(0, bounds), askPrice(1, bounds)]).toEqual([3_000_000, 3_500_000])
    expect([bidPrice(0, bounds), bidPrice(1, bounds)]).toEqual([3_300_000, 3_200_000])
  })

  it('follow bounds beyond the grid only where rationality is switched off', () => {
    const bounds = { ...THAI, maxSell: 350_000, minBuy: 5_000_000 }
    expect([askPrice(0.5, bounds), bidPrice(0.5, bounds)]).toEqual([2_200_000, 4_346_200])
    const free = { ...bounds, rational: false }
    expect([askPrice(0.5, free), bidPrice(0.5, free)]).toEqual([350_000, 5_000_000])
  })

  it('leave no trade where the grid pays more than it charges', () => {
    const inverted = { ...THAI, feedIn: 4_000_000, purchase: 3_000_000 }
    expect(askPrice(0.5, inverted)).toBe(4_000_000)
    expect(bidPrice(0.5, inverted)).toBe(3_000_000)
  })

  it('are never worse than the grid, whatever the bounds', () => {
    fc.assert(
      fc.property(lambda, boundsOf(fc.constant(true)), (share, bounds) => {
        expect(askPrice(share, bounds)).toBeGreaterThanOrEqual(bounds.feedIn)
        expect(bidPrice(share, bounds)).toBeLessThanOrEqual(bounds.purchase)
      }),
      { numRuns: 200 },
    )
  })

  it('are whole, not negative, and within the bounds but for the grid', () => {
    fc.assert(
      fc.property(lambda, boundsOf(fc.boolean()), (share, bounds) => {
        const ask = askPrice(share, bounds)
        const bid = bidPrice(share, bounds)
        expect(Number.isSafeInteger(ask) && ask >= 0 && !Object.is(ask, -0)).toBe(true)
        expect(Number.isSafeInteger(bid) && bid >= 0 && !Object.is(bid, -0)).toBe(true)
        const grid = (limit: number, own: number) => (bounds.rational ? own : limit)
        expect(ask).toBeGreaterThanOrEqual(bounds.minSell)
        expect(ask).toBeLessThanOrEqual(Math.max(bounds.maxSell, grid(bounds.maxSell, bounds.feedIn)))
        expect(bid).toBeGreaterThanOrEqual(Math.min(bounds.minBuy, grid(bounds.minBuy, bounds.purchase)))
        expect(bid).toBeLessThanOrEqual(bounds.maxBuy)
      }),
      { numRuns: 200 },
    )
  })

  it('concede less the larger the share', () => {
    fc.assert(
      fc.property(lambda, lambda, boundsOf(fc.boolean()), (a, b, bounds) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(askPrice(low, bounds)).toBeLessThanOrEqual(askPrice(high, bounds))
        expect(bidPrice(low, bounds)).toBeGreaterThanOrEqual(bidPrice(high, bounds))
      }),
      { numRuns: 200 },
    )
  })
})
