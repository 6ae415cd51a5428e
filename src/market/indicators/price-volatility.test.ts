import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addPrice, createPriceVolatility, priceVolatility } from './price-volatility.ts'

function volatilityOf(prices: readonly (number | null)[]): number | null {
  const state = createPriceVolatility()
  for (const price of prices) addPrice(state, price)
  return priceVolatility(state)
}

describe('priceVolatility', () => {
  it('is the sample deviation of log returns', () => {
    // Returns ln 2, −ln 2, ln 2: mean (ln 2)/3, squared deviations (4 + 16 + 4)/9·(ln 2)², over 2.
    expect(volatilityOf([2, 4, 2, 4])).toBeCloseTo(Math.LN2 * Math.sqrt(4 / 3), 14)
  })

  it('is 0 for a price that stays or grows evenly', () => {
    expect(volatilityOf([3, 3, 3])).toBe(0)
    expect(volatilityOf([1, 2, 4, 8])).toBeCloseTo(0, 14)
  })

  it('is unknown for fewer than two returns', () => {
    expect(volatilityOf([])).toBeNull()
    expect(volatilityOf([3])).toBeNull()
    expect(volatilityOf([3, 4])).toBeNull()
    expect(volatilityOf([3, null, 4, null, 5, null])).toBeNull()
  })

  it('takes no return over a gap or from a price of 0', () => {
    const halves = volatilityOf([2, 4, 2])
    expect(volatilityOf([2, 4, null, 4, 2])).toBe(halves)
    expect(volatilityOf([2, 4, 0, 4, 2])).toBe(halves)
  })

  it('does not depend on the currency, and goes on from a copied column', () => {
    const prices = fc.array(fc.option(fc.integer({ min: 1, max: 10_000_000 })), { maxLength: 20 })
    fc.assert(
      fc.property(prices, prices, (before, after) => {
        const whole = volatilityOf([...before, ...after])
        const state = createPriceVolatility()
        for (const price of before) addPrice(state, price)
        const resumed = state.slice()
        for (const price of after) addPrice(resumed, price)
        expect(priceVolatility(resumed)).toBe(whole)
        const scaled = volatilityOf([...before, ...after].map((price) => price && price * 33))
        if (whole === null) expect(scaled).toBeNull()
        else expect(scaled).toBeCloseTo(whole, 10)
      }),
      { numRuns: 100 },
    )
  })
})
