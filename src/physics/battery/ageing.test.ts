import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarLoss, equivalentFullCycles, stateOfHealth } from './ageing.ts'

const KWH = 1_000_000
const YEAR = 31_556_952

describe('stateOfHealth', () => {
  it('is whole when new', () => {
    expect(stateOfHealth(0, 10 * KWH, 0)).toBe(1)
  })

  it('reaches 80 % after 6000 full cycles, age aside', () => {
    expect(stateOfHealth(6000 * 10 * KWH, 10 * KWH, 0)).toBeCloseTo(0.8, 12)
  })

  it('loses 4.25 % in the first year on the shelf at 25 °C and half charge', () => {
    // 1.2571e-5 · 0.60225 · √31556952 = 0.04253
    expect(1 - stateOfHealth(0, 10 * KWH, YEAR)).toBeCloseTo(0.04253, 5)
  })

  it('lasts beyond a ten-year warranty at a cycle a day', () => {
    const health = stateOfHealth(3650 * 10 * KWH, 10 * KWH, 10 * YEAR)
    expect(health).toBeGreaterThan(0.7)
    expect(health).toBeLessThan(0.8)
  })

  it('never rises with throughput or age and never leaves 0 to 1', () => {
    const throughput = fc.double({ min: 0, max: 1e13, noNaN: true })
    const age = fc.double({ min: 0, max: 100 * YEAR, noNaN: true })
    fc.assert(
      fc.property(throughput, throughput, age, age, (more, less, older, younger) => {
        const before = stateOfHealth(Math.min(more, less), 10 * KWH, Math.min(older, younger))
        const after = stateOfHealth(Math.max(more, less), 10 * KWH, Math.max(older, younger))
        expect(after).toBeLessThanOrEqual(before)
        expect(after).toBeGreaterThanOrEqual(0)
        expect(before).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('calendarLoss', () => {
  it('grows with the square root of age', () => {
    expect(calendarLoss(4 * YEAR, 25, 0.5) / calendarLoss(YEAR, 25, 0.5)).toBeCloseTo(2, 12)
  })

  it('follows Arrhenius: 1.392 times faster at 40 °C than at 25 °C', () => {
    // exp(-17126/8.314462618 · (1/313.15 − 1/298.15)) = 1.3921
    expect(calendarLoss(YEAR, 40, 0.5) / calendarLoss(YEAR, 25, 0.5)).toBeCloseTo(1.3922, 3)
  })

  it('is faster when kept full: (2.8575/8 + 0.60225)/0.60225', () => {
    expect(calendarLoss(YEAR, 25, 1) / calendarLoss(YEAR, 25, 0.5)).toBeCloseTo(1.59309, 5)
  })
})

describe('equivalentFullCycles', () => {
  it('counts the usable energy once per cycle', () => {
    expect(equivalentFullCycles(17 * KWH, 8.5 * KWH)).toBe(2)
  })

  it('is zero without usable energy', () => {
    expect(equivalentFullCycles(0, 0)).toBe(0)
  })
})
