import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SEED, Random } from '../random/random.ts'
import { tradingStance } from './limit-prices.ts'
import { TRADING_PREFERENCES } from './meter.ts'

const BOUNDS = { minSellPrice: 0.15, maxSellPrice: 0.3, minBuyPrice: 0.2, maxBuyPrice: 0.35 }

describe('tradingStance', () => {
  it('keeps both limit prices inside the configured bounds, for any bounds', () => {
    const bounds = fc
      .tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }))
      .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(1e6), bounds, bounds, (seed, index, sell, buy) => {
        const stance = tradingStance(new Random(seed), index, {
          minSellPrice: sell.min,
          maxSellPrice: sell.max,
          minBuyPrice: buy.min,
          maxBuyPrice: buy.max,
        })
        expect(stance.maxSellPrice).toBeGreaterThanOrEqual(sell.min)
        expect(stance.maxSellPrice).toBeLessThanOrEqual(sell.max)
        expect(stance.maxBuyPrice).toBeGreaterThanOrEqual(buy.min)
        expect(stance.maxBuyPrice).toBeLessThanOrEqual(buy.max)
      }),
    )
  })

  it('asks near the maximum and bids near the minimum when aggressive, and the reverse when conservative', () => {
    const random = new Random(42)
    for (let index = 0; index < 200; index++) {
      const aggressive = tradingStance(random, index, BOUNDS, 'Aggressive')
      const conservative = tradingStance(random, index, BOUNDS, 'Conservative')
      expect(aggressive.maxSellPrice).toBeGreaterThanOrEqual(0.25)
      expect(aggressive.maxBuyPrice).toBeLessThanOrEqual(0.25)
      expect(conservative.maxSellPrice).toBeLessThanOrEqual(0.2)
      expect(conservative.maxBuyPrice).toBeGreaterThanOrEqual(0.3)
    }
  })

  it('keeps a given preference and otherwise draws the three about equally often', () => {
    const random = new Random(7)
    const drawn = Array.from({ length: 3000 }, (_, index) => tradingStance(random, index, BOUNDS).tradingPreference)
    for (const preference of TRADING_PREFERENCES) {
      // Binomial(3000, 1/3): standard deviation 25.8, so 130 is five of them.
      const count = drawn.filter((p) => p === preference).length
      expect(Math.abs(count - 1000)).toBeLessThan(130)
      expect(tradingStance(random, 3, BOUNDS, preference).tradingPreference).toBe(preference)
    }
  })

  it('depends on the seed and the index alone', () => {
    const random = new Random(MAX_SEED)
    const first = tradingStance(random, 12, BOUNDS)
    tradingStance(random, 13, BOUNDS)
    expect(tradingStance(random, 12, BOUNDS)).toEqual(first)
    expect(tradingStance(new Random(MAX_SEED), 12, BOUNDS)).toEqual(first)
    expect(tradingStance(new Random(1), 12, BOUNDS)).not.toEqual(first)
  })
})
