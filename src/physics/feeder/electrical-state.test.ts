import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apparentPowerVa, currentPerPhaseA, loadReactivePerActive, powerFactor } from './electrical-state.ts'

/** Power to the milliwatt, up to a megawatt. */
const power = fc.integer({ min: -1e9, max: 1e9 }).map((milliwatts) => milliwatts / 1000)

describe('a meter at 230 V', () => {
  it('shows 16.10 A per phase for 10 kW and 4.843 kvar in three phases', () => {
    // S = 11.111 kVA at λ = 0.9; I = 11111/(3·230) = 16.10 A
    const reactive = 10_000 * loadReactivePerActive(0.9)
    const apparent = apparentPowerVa(10_000, reactive)
    expect(reactive).toBeCloseTo(4843.22, 2)
    expect(apparent).toBeCloseTo(11_111.111, 3)
    expect(currentPerPhaseA(apparent, 230, 3)).toBeCloseTo(16.1031, 4)
    expect(powerFactor(10_000, apparent)).toBeCloseTo(0.9, 12)
  })

  it('shows 10 A for 2.3 kW at unity in one phase', () => {
    expect(currentPerPhaseA(apparentPowerVa(2300, 0), 230, 1)).toBe(10)
  })

  it('shows no current and a power factor of 1 when nothing flows', () => {
    expect(currentPerPhaseA(0, 230, 3)).toBe(0)
    expect(powerFactor(0, 0)).toBe(1)
  })

  it('shows no current when it is dead', () => {
    expect(currentPerPhaseA(0, 0, 3)).toBe(0)
  })
})

describe('power', () => {
  it('satisfies S² = P² + Q² and |P| = V·I·λ·phases', () => {
    const voltage = fc.double({ min: 180, max: 260, noNaN: true })
    fc.assert(
      fc.property(power, power, voltage, fc.constantFrom(1, 3), (active, reactive, volts, phases) => {
        const apparent = apparentPowerVa(active, reactive)
        const factor = powerFactor(active, apparent)
        const amps = currentPerPhaseA(apparent, volts, phases)
        expect(Math.abs(apparent ** 2 - active ** 2 - reactive ** 2)).toBeLessThanOrEqual(1e-9 * (apparent ** 2 + 1e-9))
        expect(Math.abs(volts * amps * factor * phases - Math.abs(active))).toBeLessThanOrEqual(1e-9 * apparent + 1e-9)
        expect(factor).toBeGreaterThanOrEqual(0)
        expect(factor).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('has a power factor that falls while the sun covers more of the load', () => {
    const reactive = 50_000 * loadReactivePerActive(0.92)
    const factors = [0, 10_000, 25_000, 40_000, 50_000].map((sunW) => {
      const net = 50_000 - sunW
      return powerFactor(net, apparentPowerVa(net, reactive))
    })
    expect(factors[0]).toBeCloseTo(0.92, 12)
    expect(factors.every((factor, i) => i === 0 || factor < factors[i - 1])).toBe(true)
    expect(factors[4]).toBe(0)
  })
})

describe('loadReactivePerActive', () => {
  it.each([
    [1, 0],
    [0.85, 0.6197],
    [0.8, 0.75],
    [0.6, 4 / 3],
  ])('at a power factor of %d is %d', (factor, expected) => {
    // The Thai power-factor charge begins at 61.97 % of the active demand, that is at 0.85.
    expect(loadReactivePerActive(factor)).toBeCloseTo(expected, 4)
  })
})
