import { describe, expect, it } from 'vitest'
import { MILLI_WH_PER_KWH, milliWhPerKw } from './energy.ts'

describe('milliWhPerKw', () => {
  it('is a million over an hour and a quarter of it over a quarter of an hour', () => {
    expect(milliWhPerKw(3600)).toBe(MILLI_WH_PER_KWH)
    expect(milliWhPerKw(900)).toBe(250_000)
  })

  it('gives back a kilowatt-hour from its intervals, also where an interval is no whole number', () => {
    // 15 s of 1 kW are 4166.67 mWh.
    expect(milliWhPerKw(15)).toBeCloseTo(4166.666_667, 6)
    expect(240 * milliWhPerKw(15)).toBeCloseTo(MILLI_WH_PER_KWH, 8)
  })
})
