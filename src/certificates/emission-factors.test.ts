import { describe, expect, it } from 'vitest'
import { EMISSION_FACTOR_NAMES } from '../config/settings.ts'
import { constantEmissions, EMISSION_FACTORS, namedEmissions } from './emission-factors.ts'

const at = (iso: string) => Date.parse(iso)
const HOUR_MS = 3_600_000

describe('published emission factors', () => {
  // TGO as reported in The Nation, 30 November 2025, and its earlier figure for the grid mix of 2016 to 2018.
  it('are the published numbers, with source and date', () => {
    expect(EMISSION_FACTORS.map(({ name, kgPerKwh, validFrom }) => [name, kgPerKwh, validFrom])).toEqual([
      ['compatibility', 0.7, null],
      ['thailand-tgo-2016-2018', 0.4999, null],
      ['thailand-tgo-2026', 0.475, '2026-01-01'],
      ['thailand-tgo-2026-upstream', 0.0812, '2026-01-01'],
    ])
    for (const { source } of EMISSION_FACTORS) expect(source).not.toBe('')
  })

  it('hold for all times by their own name', () => {
    const factors = namedEmissions('thailand-tgo-2026')
    expect(factors.meanKgPerKwh(at('2020-01-01T00:00Z'), at('2020-01-01T01:00Z'))).toBe(0.475)
    expect(constantEmissions(0.7).meanKgPerKwh(0, 1)).toBe(0.7)
  })

  it('follow one another at midnight in Thailand', () => {
    const { meanKgPerKwh } = namedEmissions('thailand-tgo')
    const change = at('2026-01-01T00:00:00+07:00')
    expect(meanKgPerKwh(at('1999-01-01T00:00Z'), at('1999-01-01T01:00Z'))).toBe(0.4999)
    expect(meanKgPerKwh(change - HOUR_MS, change)).toBe(0.4999)
    expect(meanKgPerKwh(change, change + HOUR_MS)).toBe(0.475)
    expect(meanKgPerKwh(change - HOUR_MS, change + HOUR_MS)).toBe(0.487_45)
  })

  it('are exact over any interval on one side of the change', () => {
    const { meanKgPerKwh } = namedEmissions('thailand-tgo')
    const change = at('2026-01-01T00:00:00+07:00')
    for (const length of [1, 7, 15_000, 49_999, 900_000, 31_536_000_000]) {
      expect(meanKgPerKwh(change - length, change)).toBe(0.4999)
      expect(meanKgPerKwh(change, change + length)).toBe(0.475)
    }
  })

  it.each(EMISSION_FACTOR_NAMES)('%s is known for all times', (name) => {
    const { fromMs, toMs, meanKgPerKwh } = namedEmissions(name)
    expect([fromMs, toMs]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    expect(meanKgPerKwh(0, HOUR_MS)).toBeGreaterThan(0)
  })
})
