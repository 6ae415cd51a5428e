import { describe, expect, it } from 'vitest'
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
    const factors = namedEmissions('thailand-tgo-2026', 'CARBON_FACTOR')
    expect(factors.meanKgPerKwh(at('2020-01-01T00:00Z'), at('2020-01-01T01:00Z'))).toBe(0.475)
    expect(constantEmissions(0.7).meanKgPerKwh(0, 1)).toBe(0.7)
  })

  it('follow one another at midnight in Thailand', () => {
    const { meanKgPerKwh } = namedEmissions('thailand-tgo', 'CARBON_FACTOR')
    const change = at('2026-01-01T00:00:00+07:00')
    expect(meanKgPerKwh(at('1999-01-01T00:00Z'), at('1999-01-01T01:00Z'))).toBe(0.4999)
    expect(meanKgPerKwh(change - HOUR_MS, change)).toBe(0.4999)
    expect(meanKgPerKwh(change, change + HOUR_MS)).toBe(0.475)
    expect(meanKgPerKwh(change - HOUR_MS, change + HOUR_MS)).toBeCloseTo((0.4999 + 0.475) / 2, 12)
  })

  it('are named when the name is unknown', () => {
    expect(() => namedEmissions('thailand', 'CARBON_FACTOR')).toThrow(
      'CARBON_FACTOR: emission factor = thailand: expected one of compatibility, thailand-tgo-2016-2018, ' +
        'thailand-tgo-2026, thailand-tgo-2026-upstream, thailand-tgo',
    )
  })
})
