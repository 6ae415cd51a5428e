import { describe, expect, it } from 'vitest'
import { UsageError } from '../errors/problem.ts'
import { parseEmissionFactors } from './emission-file.ts'

const parse = (...lines: string[]) => parseEmissionFactors(lines.join('\n'), 'grid.csv')
const HEADER = 'timestamp,kg_per_kwh'
const at = (iso: string) => Date.parse(iso)

function problemsOf(...lines: string[]) {
  try {
    parse(...lines)
  } catch (error) {
    if (error instanceof UsageError) return error.problems.map(({ source, key, value }) => [source, key, value])
    throw error
  }
  return []
}

describe('parseEmissionFactors', () => {
  it('holds each value until the next, the last for one step, and knows nothing beyond', () => {
    const factors = parse(HEADER, '2025-06-01T00:00Z,0.4', '2025-06-01T01:00Z,0.5', '2025-06-01T02:00Z,0.6')
    const { fromMs, toMs, meanKgPerKwh } = factors
    expect([fromMs, toMs]).toEqual([at('2025-06-01T00:00Z'), at('2025-06-01T03:00Z')])
    expect(meanKgPerKwh(at('2025-06-01T00:00Z'), at('2025-06-01T01:00Z'))).toBe(0.4)
    expect(meanKgPerKwh(at('2025-06-01T00:45Z'), at('2025-06-01T01:15Z'))).toBe(0.45)
    expect(meanKgPerKwh(at('2025-06-01T02:30Z'), at('2025-06-01T03:00Z'))).toBe(0.6)
    expect(meanKgPerKwh(at('2025-06-01T02:30Z'), at('2025-06-01T03:01Z'))).toBeNaN()
    expect(meanKgPerKwh(at('2025-05-31T23:59Z'), at('2025-06-01T01:00Z'))).toBeNaN()
  })

  it('gives a mean to the microgram, without binary fractions', () => {
    const { meanKgPerKwh } = parse(HEADER, '2025-06-01T00:00Z,0.4', '2025-06-01T01:00Z,0.6')
    expect(meanKgPerKwh(at('2025-06-01T00:52:30Z'), at('2025-06-01T01:52:30Z'))).toBe(0.575)
    expect(meanKgPerKwh(at('2025-06-01T00:40Z'), at('2025-06-01T01:10Z'))).toBe(0.466_666_667)
  })

  it('accepts any column order, further columns, quotes, blank lines, CR LF, offsets and a byte-order mark', () => {
    const text =
      '\uFEFFKg_per_kWh,zone,"Timestamp"\r\n0.4,TH,2025-06-01T07:00:00+07:00\r\n\r\n"0.5",TH,2025-06-01T01:00Z\r\n'
    const { meanKgPerKwh } = parseEmissionFactors(text, 'grid.csv')
    expect(meanKgPerKwh(at('2025-06-01T00:00Z'), at('2025-06-01T01:00Z'))).toBe(0.4)
  })

  it('names file, line, key and value of every problem', () => {
    const problems = problemsOf(
      HEADER,
      '2025-06-01T00:00Z,0.4',
      '2025-06-01T00:00Z,0.4',
      '2025-06-01T01:00,0.4',
      '2025-06-01T02:00Z,-0.1',
      '2025-06-01T03:00Z,475',
      '2025-06-01T04:00Z,NaN',
      '2025-06-01T05:00Z,',
      '2025-06-01T06:00Z,0,4',
      '2025-02-30T06:00Z,x',
    )
    expect(problems).toEqual([
      ['grid.csv:3', 'timestamp', '2025-06-01T00:00Z'],
      ['grid.csv:4', 'timestamp', '2025-06-01T01:00'],
      ['grid.csv:5', 'kg_per_kwh', '-0.1'],
      ['grid.csv:6', 'kg_per_kwh', '475'],
      ['grid.csv:7', 'kg_per_kwh', 'NaN'],
      ['grid.csv:8', 'kg_per_kwh', ''],
      ['grid.csv:9', 'row', '2025-06-01T06:00Z,0,4'],
      ['grid.csv:10', 'timestamp', '2025-02-30T06:00Z'],
      ['grid.csv:10', 'kg_per_kwh', 'x'],
    ])
  })

  it('refuses an empty file, a header without its columns, and fewer than two values', () => {
    expect(problemsOf()).toEqual([['grid.csv', 'file', undefined]])
    expect(problemsOf('time,kg_per_kwh')).toEqual([['grid.csv:1', 'timestamp', 'time,kg_per_kwh']])
    expect(problemsOf('timestamp,kg_per_kwh,timestamp')).toHaveLength(1)
    expect(problemsOf(HEADER)).toEqual([['grid.csv', 'file', undefined]])
    expect(problemsOf(HEADER, '2025-06-01T00:00Z,0.4')).toEqual([['grid.csv', 'file', undefined]])
  })

  it('stops at 20 problems', () => {
    expect(problemsOf(HEADER, ...Array.from({ length: 50 }, () => 'x,y'))).toHaveLength(20)
  })
})
