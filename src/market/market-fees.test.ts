import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feeAmountMicro } from './market-fees.ts'
import { amountMicro } from './money.ts'

describe('feeAmountMicro', () => {
  it('charges per kilowatt-hour', () => {
    expect(feeAmountMicro(50_000, 2_500_000)).toBe(125_000)
    expect(feeAmountMicro(0, 2_500_000)).toBe(0)
  })

  it('rounds down to the whole micro-unit', () => {
    expect(feeAmountMicro(999_999, 1)).toBe(0)
    expect(feeAmountMicro(50_000, 39)).toBe(1)
  })

  it('adds to a price lowered by it no more than the price it was lowered from', () => {
    const price = fc.integer({ min: 0, max: 5_000_000 })
    fc.assert(
      fc.property(price, price, fc.integer({ min: 1, max: 1_000_000_000_000 }), (lowered, fee, energy) => {
        const cost = amountMicro(lowered, energy) + feeAmountMicro(fee, energy)
        expect(cost).toBeLessThanOrEqual(amountMicro(lowered + fee, energy))
        expect(cost).toBeGreaterThanOrEqual(amountMicro(lowered + fee, energy) - 1)
      }),
      { numRuns: 500 },
    )
  })
})
