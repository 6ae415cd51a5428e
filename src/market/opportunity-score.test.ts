import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TRADING_PREFERENCES } from '../campus/meter.ts'
import { opportunityScore, strategyCompatibility } from './opportunity-score.ts'
import { POLICY_OF_PREFERENCE } from './strategies/price-policies.ts'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const parts = fc.tuple(part, part, part, part, part)

describe('opportunityScore', () => {
  // Rank-sum weights of five parts: 2·(6 − rank) ÷ (5·6).
  it.each([
    [1, 0, 0, 0, 0, 333_333],
    [0, 1, 0, 0, 0, 266_667],
    [0, 0, 1, 0, 0, 200_000],
    [0, 0, 0, 1, 0, 133_333],
    [0, 0, 0, 0, 1, 66_667],
    [0, 0, 0, 0, 0, 0],
    [1, 1, 1, 1, 1, 1_000_000],
    [0.5, 0.25, 0.75, 1, 0.5, 550_000],
  ])(
    'of the parts %d, %d, %d, %d and %d is %d millionths',
    (spread, energy, distance, strategy, reliability, score) => {
      expect(opportunityScore(spread, energy, distance, strategy, reliability)).toBe(score)
    },
  )

  it('is a whole number of millionths up to one million, and no part lowers it by growing', () => {
    fc.assert(
      fc.property(parts, fc.nat(4), part, (values, which, more) => {
        const score = opportunityScore(...values)
        expect(Number.isInteger(score) && score >= 0 && score <= 1_000_000).toBe(true)
        const better = [...values] as typeof values
        better[which] = Math.max(values[which], more)
        expect(opportunityScore(...better)).toBeGreaterThanOrEqual(score)
      }),
    )
  })
})

describe('strategyCompatibility', () => {
  it.each([
    ['Conservative', 'Conservative', 1],
    ['Conservative', 'Moderate', 1],
    ['Conservative', 'Aggressive', 0.926],
    ['Moderate', 'Moderate', 0.944],
    ['Moderate', 'Aggressive', 0.769],
    ['Aggressive', 'Aggressive', 0.605],
  ] as const)('of %s and %s is %d, either way', (one, other, expected) => {
    const [first, second] = [TRADING_PREFERENCES.indexOf(one), TRADING_PREFERENCES.indexOf(other)]
    expect(strategyCompatibility(first, second)).toBeCloseTo(expected, 3)
    expect(strategyCompatibility(second, first)).toBe(strategyCompatibility(first, second))
  })

  it('is the share of pairs of claims that agree, counted on a grid over both bands', () => {
    const steps = 100
    POLICY_OF_PREFERENCE.forEach(({ highest: first }, one) => {
      POLICY_OF_PREFERENCE.forEach(({ highest: second }, other) => {
        let agreeing = 0
        for (let i = 0; i < steps; i++) {
          for (let j = 0; j < steps; j++) {
            agreeing += ((i + 0.5) * first + (j + 0.5) * second) / steps <= 1 ? 1 : 0
          }
        }
        expect(strategyCompatibility(one, other)).toBeCloseTo(agreeing / steps ** 2, 2)
      })
    })
  })
})
