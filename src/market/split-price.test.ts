import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitPrice } from './split-price.ts'

describe('splitPrice', () => {
  it('runs from the low to the high limit', () => {
    expect([0, 0.25, 0.5, 1].map((k) => splitPrice(20, 24, k))).toEqual([20, 21, 22, 24])
  })

  it('rounds half up to whole micro-units', () => {
    expect(splitPrice(20, 21, 0.5)).toBe(21)
    expect(splitPrice(20, 21, 0.49)).toBe(20)
  })

  it('stays between the limits', () => {
    const price = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(price, price, fc.double({ min: 0, max: 1, noNaN: true }), (low, spread, k) => {
        const split = splitPrice(low, low + spread, k)
        expect(Number.isInteger(split)).toBe(true)
        expect(split).toBeGreaterThanOrEqual(low)
        expect(split).toBeLessThanOrEqual(low + spread)
      }),
    )
  })
})
