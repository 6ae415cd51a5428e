import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedPowerFactorVar, reactiveRoomVar, sharedReactiveVar } from './inverter-reactive-power.ts'

describe('reactive power of an inverter', () => {
  it('has the room that active power leaves', () => {
    expect(reactiveRoomVar(3000, 5000)).toBe(4000)
    expect(reactiveRoomVar(-3000, 5000)).toBe(4000)
    expect(reactiveRoomVar(5000, 5000)).toBe(0)
    expect(reactiveRoomVar(5001, 5000)).toBe(0)
  })

  it('at a fixed power factor follows active power, by sign of the excitation alone', () => {
    expect(fixedPowerFactorVar(4000, 0.8, false, 10_000)).toBeCloseTo(3000, 9)
    expect(fixedPowerFactorVar(-4000, 0.8, true, 10_000)).toBeCloseTo(-3000, 9)
    expect(fixedPowerFactorVar(4000, 1, true, 10_000)).toBeCloseTo(0, 12)
    // Active power goes first.
    expect(fixedPowerFactorVar(9000, 0.5, false, 10_000)).toBeCloseTo(Math.sqrt(1e8 - 8.1e7), 9)
  })

  it('by a share of the rating', () => {
    expect(sharedReactiveVar(0.44, 0, 10_000)).toBe(4400)
    expect(sharedReactiveVar(-1, 6000, 10_000)).toBe(-8000)
  })

  it('never takes the inverter beyond its rating', () => {
    const rated = 10_000
    const active = fc.double({ min: -rated, max: rated, noNaN: true })
    fc.assert(
      fc.property(
        active,
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (p, share, pf) => {
          expect(Math.hypot(p, sharedReactiveVar(share, p, rated))).toBeLessThanOrEqual(rated * (1 + 1e-12))
          expect(Math.hypot(p, fixedPowerFactorVar(p, pf, true, rated))).toBeLessThanOrEqual(rated * (1 + 1e-12))
        },
      ),
    )
  })
})
