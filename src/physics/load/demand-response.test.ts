import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { type LoadReduction, reducedLoadShare } from './demand-response.ts'

const NOTHING: LoadReduction = { dutyCycle: null, coolingOffsetK: null, loadShare: null }

describe('reducedLoadShare', () => {
  it('is 1 when nothing is asked', () => {
    for (const type of BUILDING_TYPES) expect(reducedLoadShare(type, 30, NOTHING)).toBe(1)
  })

  it('takes what cooling follows of the temperature: 60 % of an office at 4.5 % per degree', () => {
    // At 28 °C cooling is at its reference.
    expect(reducedLoadShare('office', 28, { ...NOTHING, coolingOffsetK: 2 })).toBeCloseTo(1 - 0.6 * 0.09, 12)
    // Down to its floor, as the load model has it.
    expect(reducedLoadShare('office', 28, { ...NOTHING, coolingOffsetK: 20 })).toBeCloseTo(1 - 0.6 * 0.4, 12)
    expect(reducedLoadShare('parking', 28, { ...NOTHING, coolingOffsetK: 2 })).toBe(1)
  })

  it('runs cooling, and the chargers of a garage, for a share of the time', () => {
    expect(reducedLoadShare('library', 28, { ...NOTHING, dutyCycle: 0.5 })).toBeCloseTo(1 - 0.7 * 0.5, 12)
    expect(reducedLoadShare('library', 28, { ...NOTHING, dutyCycle: 0 })).toBeCloseTo(0.3, 12)
    expect(reducedLoadShare('parking', 28, { ...NOTHING, dutyCycle: 0 })).toBe(0.5)
  })

  it('leaves a share of whatever remains', () => {
    const half = { dutyCycle: 0.5, coolingOffsetK: null, loadShare: 0.5 }
    expect(reducedLoadShare('library', 28, half)).toBeCloseTo(0.5 * 0.65, 12)
    expect(reducedLoadShare('library', 28, { ...NOTHING, loadShare: 0 })).toBe(0)
  })

  it('is between nothing and all unless the set-point is lowered', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
    const offset = fc.option(fc.double({ min: 0, max: 10, noNaN: true }))
    const reduction = fc.record({ dutyCycle: share, coolingOffsetK: offset, loadShare: share })
    const temperature = fc.double({ min: 15, max: 40, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...BUILDING_TYPES), temperature, reduction, (type, celsius, asked) => {
        const left = reducedLoadShare(type, celsius, asked)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})
