import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parallelRuns, sizeCable } from './cable.ts'

/** 1 + 0.00393·(50 − 20): copper at 50 °C beside 20 °C. */
const WARM = 1.1179

describe('sizeCable', () => {
  // IEC 60364-5-52 Table B.52.12, method F, at 40 °C (× 0.91): 25 mm² 123 A, 95 mm² 298 A, 240 mm² 552 A.
  it.each([
    [0, 25, 0.727],
    [122, 25, 0.727],
    [124, 35, 0.524],
    [298, 95, 0.193],
    [299, 120, 0.153],
    [552, 240, 0.0754],
  ])('carries %d A with %d mm² where length does not matter', (current, section, resistanceAt20) => {
    const cable = sizeCable(current, Number.POSITIVE_INFINITY)
    expect(cable.sectionMm2).toBe(section)
    expect(cable.runs).toBe(1)
    expect(cable.resistanceOhmPerKm).toBeCloseTo(resistanceAt20 * WARM, 10)
    expect(cable.reactanceOhmPerKm).toBe(0.08)
  })

  it('lays runs of 240 mm² in parallel above one cable', () => {
    const cable = sizeCable(1000, Number.POSITIVE_INFINITY)
    expect(cable).toMatchObject({ sectionMm2: 240, runs: 2, reactanceOhmPerKm: 0.04 })
    expect(cable.resistanceOhmPerKm).toBeCloseTo((0.0754 * WARM) / 2, 10)
  })

  it('grows the section for a long way: 100 A with 20 V over 1 km needs 240 mm²', () => {
    // 185 mm²: √3·100·(0.1108·0.9 + 0.08·0.4359) = 23.3 V/km; 240 mm²: 19.2 V/km
    expect(sizeCable(100, 24)).toMatchObject({ sectionMm2: 185, runs: 1 })
    expect(sizeCable(100, 20)).toMatchObject({ sectionMm2: 240, runs: 1 })
    expect(sizeCable(100, 10)).toMatchObject({ sectionMm2: 240, runs: 2 })
  })

  it('never exceeds the allowed gradient nor the current-carrying capacity, and never grows for less', () => {
    const current = fc.double({ min: 0, max: 5000, noNaN: true })
    const gradient = fc.double({ min: 1, max: 500, noNaN: true })
    fc.assert(
      fc.property(current, gradient, (amps, maxDrop) => {
        const { resistanceOhmPerKm, reactanceOhmPerKm, runs } = sizeCable(amps, maxDrop)
        const drop = Math.sqrt(3) * amps * (resistanceOhmPerKm * 0.9 + reactanceOhmPerKm * Math.sqrt(0.19))
        expect(drop).toBeLessThanOrEqual(maxDrop * (1 + 1e-12))
        expect(amps).toBeLessThanOrEqual(runs * 607 * 0.91 * (1 + 1e-12))
        expect(sizeCable(amps / 2, maxDrop).resistanceOhmPerKm).toBeGreaterThanOrEqual(resistanceOhmPerKm)
      }),
    )
  })
})

describe('parallelRuns', () => {
  it.each([
    [0, 1],
    [552, 1],
    [553, 2],
    [1104, 2],
    [1105, 3],
  ])('of 552.37 A each for %d A are %d', (current, runs) => {
    expect(parallelRuns(current)).toBe(runs)
  })
})
