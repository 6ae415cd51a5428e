import { describe, expect, it } from 'vitest'
import { MAX_SEED, Random } from '../random/random.ts'
import { TRADING_PREFERENCES } from './meter.ts'
import { tradingPreferenceOf } from './trading-preference.ts'

describe('tradingPreferenceOf', () => {
  it('keeps a given preference and otherwise draws the three about equally often', () => {
    const random = new Random(7)
    const drawn = Array.from({ length: 3000 }, (_, index) => tradingPreferenceOf(random, index))
    for (const preference of TRADING_PREFERENCES) {
      // Binomial(3000, 1/3): standard deviation 25.8, so 130 is five of them.
      const count = drawn.filter((p) => p === preference).length
      expect(Math.abs(count - 1000)).toBeLessThan(130)
      expect(tradingPreferenceOf(random, 3, preference)).toBe(preference)
    }
  })

  it('depends on the seed and the index alone', () => {
    const draw = (seed: number): string[] => {
      const random = new Random(seed)
      return Array.from({ length: 30 }, (_, index) => tradingPreferenceOf(random, index))
    }
    expect(draw(MAX_SEED)).toEqual(draw(MAX_SEED))
    expect(tradingPreferenceOf(new Random(MAX_SEED), 12)).toBe(draw(MAX_SEED)[12])
    expect(draw(1)).not.toEqual(draw(MAX_SEED))
  })
})
