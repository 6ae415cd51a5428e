import { describe, expect, it } from 'vitest'
import { meterTypeOf, USER_TYPE_OF } from './meter-classification.ts'

describe('meterTypeOf', () => {
  it.each([
    [true, true, 'Hybrid_Prosumer', 'Prosumer'],
    [true, false, 'Solar_Prosumer', 'Prosumer'],
    [false, true, 'Battery_Storage', 'Storage_Provider'],
    [false, false, 'Grid_Consumer', 'Consumer'],
  ] as const)('with PV %s and battery %s is %s, a %s', (hasPv, hasBattery, meterType, userType) => {
    expect(meterTypeOf(hasPv, hasBattery)).toBe(meterType)
    expect(USER_TYPE_OF[meterType]).toBe(userType)
  })
})
