import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inverterAcKw } from './inverter.ts'

describe('inverterAcKw', () => {
  // pvlib-python, tests/test_inverter.py, test_pvwatts_scalars: DC rating 100, nominal efficiency 0.95.
  it.each([
    [90, 85.58556604752516],
    [50, 47.60843624],
    [100, 95],
    [5, 4.273324167],
    [150, 95],
    [0.5, 0],
    [0, 0],
  ])('turns %d kW of direct current into %d kW', (dcKw, expected) => {
    expect(inverterAcKw(dcKw, 95, 0.95)).toBeCloseTo(expected, 8)
  })

  it('gives exactly nothing at night, without an array or without an inverter', () => {
    expect(inverterAcKw(0, 100)).toBe(0)
    expect(inverterAcKw(-1, 100)).toBe(0)
    expect(inverterAcKw(10, 0)).toBe(0)
  })

  it('clips exactly at its rating, also under an array far too large', () => {
    expect(inverterAcKw(110, 100)).toBe(100)
    expect(inverterAcKw(100_000, 100)).toBe(100)
  })

  it('never makes energy, nor more than its rating, and never falls as the array rises', () => {
    const power = fc.double({ min: 0, max: 500, noNaN: true })
    fc.assert(
      fc.property(power, power, fc.double({ min: 0.1, max: 200, noNaN: true }), (a, b, rated) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const acLow = inverterAcKw(low, rated)
        const acHigh = inverterAcKw(high, rated)
        expect(acLow).toBeGreaterThanOrEqual(0)
        expect(acHigh).toBeLessThanOrEqual(Math.min(high, rated))
        expect(acHigh).toBeGreaterThanOrEqual(acLow)
      }),
    )
  })
})
