import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coolingFactor, temperatureMemory } from './cooling-response.ts'

const temperature = fc.double({ min: -10, max: 50, noNaN: true })

describe('coolingFactor', () => {
  it('is one at 28 °C and changes by β per degree', () => {
    expect(coolingFactor(28, 0.045)).toBe(1)
    expect(coolingFactor(31, 0.045)).toBeCloseTo(1.135, 12)
    expect(coolingFactor(24, 0.045)).toBeCloseTo(0.82, 12)
  })

  it('stops at 0.6 in the cold', () => {
    expect(coolingFactor(10, 0.045)).toBe(0.6)
  })

  it('never falls when the temperature rises', () => {
    fc.assert(
      fc.property(temperature, temperature, (a, b) => {
        expect(coolingFactor(Math.max(a, b), 0.045)).toBeGreaterThanOrEqual(coolingFactor(Math.min(a, b), 0.045))
      }),
    )
  })
})

describe('temperatureMemory', () => {
  it('covers 1 − 1/e of a step in 36 hours', () => {
    expect(temperatureMemory(20, 30, 36 * 3600)).toBeCloseTo(30 - 10 / Math.E, 12)
  })

  it('goes as far in many short intervals as in one long one', () => {
    let meanC = 25
    for (let i = 0; i < 240; i++) {
      meanC = temperatureMemory(meanC, 33, 15)
    }
    expect(meanC).toBeCloseTo(temperatureMemory(25, 33, 3600), 10)
  })

  it('stays between the old mean and the ambient temperature', () => {
    fc.assert(
      fc.property(temperature, temperature, fc.double({ min: 1, max: 1e6, noNaN: true }), (previous, ambient, dt) => {
        const next = temperatureMemory(previous, ambient, dt)
        expect(next).toBeGreaterThanOrEqual(Math.min(previous, ambient) - 1e-12)
        expect(next).toBeLessThanOrEqual(Math.max(previous, ambient) + 1e-12)
      }),
    )
  })
})
