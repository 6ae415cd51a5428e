import { describe, expect, it } from 'vitest'
import { addAvoidedKg, avoidedKg } from './carbon.ts'

describe('avoided emissions', () => {
  it.each([
    // The sample reading of the README: 5.234 kWh at 0.7 kg/kWh.
    [5_234_000, 0.7, 3.6638],
    // A megawatt-hour at the factor of TGO from 2026.
    [1_000_000_000, 0.475, 475],
    // A watt-hour, to the microgram.
    [1000, 0.4999, 0.0004999],
    [0, 0.7, 0],
  ])('of %i mWh at %f kg/kWh are %f kg', (milliWh, kgPerKwh, kg) => {
    expect(avoidedKg(milliWh, kgPerKwh)).toBe(kg)
  })

  it('add up by meter', () => {
    const sumKg = Float64Array.of(1, 0)
    addAvoidedKg(Float64Array.of(2_000_000, 0), 0.5, sumKg)
    expect([...sumKg]).toEqual([2, 0])
  })
})
