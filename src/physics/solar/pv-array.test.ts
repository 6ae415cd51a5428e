import { describe, expect, it } from 'vitest'
import { combinedLoss, PVWATTS_LOSSES, pvwattsDc } from './pv-array.ts'

describe('pvwattsDc', () => {
  // pvlib-python, tests/test_pvsystem.py, test_pvwatts_dc_scalar.
  it('gives the published value', () => expect(pvwattsDc(900, 30, 100, -0.003)).toBeCloseTo(88.65, 10))

  it('is the rating under standard test conditions, nothing in the dark', () => {
    expect(pvwattsDc(1000, 25, 5)).toBe(5)
    expect(pvwattsDc(0, 20, 5)).toBe(0)
  })

  it('never turns negative, however hot', () => expect(pvwattsDc(1000, 400, 5)).toBe(0))
})

describe('combinedLoss', () => {
  // pvlib-python, tests/test_pvsystem.py, test_pvwatts_losses_default: 14.075660688 %.
  it('gives the published total', () => expect(combinedLoss(PVWATTS_LOSSES)).toBeCloseTo(0.14075660688, 10))

  it('is nothing without losses and all with a total one', () => {
    expect(combinedLoss({})).toBe(0)
    expect(combinedLoss({ availability: 1, wiring: 0.1 })).toBe(1)
  })
})
