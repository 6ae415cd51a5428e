import { describe, expect, it } from 'vitest'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { meanKw, parseLoadCsv } from './load-replay.ts'

const KNOWN = new Set(['M_001', 'M_002', 'M_003', 'M_004'])

const parse = (...lines: string[]) => parseLoadCsv(lines.join('\n'), 'load.csv', KNOWN)

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run()
  } catch (error) {
    if (error instanceof UsageError) {
      return error.problems
    }
    throw error
  }
  return []
}

describe('parseLoadCsv', () => {
  it('reads alternating meters, in fleet order', () => {
    const { meters } = parse(
      'timestamp,meter_id,kw',
      '2025-01-01T00:00:00+07:00,M_002,10.5',
      '2025-01-01T00:00:00+07:00,M_001,1',
      '2025-01-01T00:15:00+07:00,M_002,11.5',
      '2025-01-01T00:15:00+07:00,M_001,2e1',
    )
    expect([...meters.keys()]).toEqual(['M_001', 'M_002'])
    expect([...(meters.get('M_001')?.kw ?? [])]).toEqual([1, 20])
    expect([...(meters.get('M_002')?.timesMs ?? [])]).toEqual([
      Date.UTC(2024, 11, 31, 17, 0),
      Date.UTC(2024, 11, 31, 17, 15),
    ])
  })

  it('accepts any column order, further columns, quotes, blank lines, CR LF and a byte-order mark', () => {
    const text =
      '\uFEFFKW, note,"meter_id",Timestamp\r\n"1.25",x,M_003,2025-01-01T00:00Z\r\n\r\n0,y, M_003 ,2025-01-01T01:00Z\r\n'
    const series = parseLoadCsv(text, 'load.csv', KNOWN).meters.get('M_003')
    expect([...(series?.kw ?? [])]).toEqual([1.25, 0])
  })

  it('orders instants, not texts, over offsets', () => {
    const { meters } = parse(
      'timestamp,meter_id,kw',
      '2025-01-01T07:00:00+07:00,M_001,1',
      '2025-01-01T00:15:00Z,M_001,2',
    )
    expect(meters.get('M_001')?.timesMs[1]).toBe(Date.UTC(2025, 0, 1, 0, 15))
  })

  it('names file, line, key and value of every problem', () => {
    const problems = problemsOf(() =>
      parse(
        'timestamp,meter_id,kw',
        '2025-01-01T00:00:00Z,M_009,1',
        '2025-01-01T00:00:00Z,M_001,-3',
        '2025-01-01T00:15:00Z,M_001,NaN',
        '2025-01-01T00:30:00Z,M_001,Infinity',
        '2025-01-01T00:45:00Z,M_001,1e999',
        '2025-01-01T01:00:00Z,M_001,',
        '2025-01-01T01:15:00Z,M_001,0x10',
        '2025-02-30T00:00:00Z,M_001,1',
        '2025-01-01T02:00:00,M_001,1',
        '2025-01-01T02:00:00Z,M_001,1,5',
        '2025-01-01T03:00:00Z,M_009,1',
      ),
    )
    expect(problems.map(({ source, key, value }) => [source, key, value])).toEqual([
      ['load.csv:2', 'meter_id', 'M_009'],
      ['load.csv:3', 'kw', '-3'],
      ['load.csv:4', 'kw', 'NaN'],
      ['load.csv:5', 'kw', 'Infinity'],
      ['load.csv:6', 'kw', '1e999'],
      ['load.csv:7', 'kw', ''],
      ['load.csv:8', 'kw', '0x10'],
      ['load.csv:9', 'timestamp', '2025-02-30T00:00:00Z'],
      ['load.csv:10', 'timestamp', '2025-01-01T02:00:00'],
      ['load.csv:11', 'row', '2025-01-01T02:00:00Z,M_001,1,5'],
    ])
    expect(problems[0].expected).toBe('one of the 4 meters: M_001, M_002, M_003, …')
  })

  it('refuses times that repeat or go back within a meter', () => {
    const problems = problemsOf(() =>
      parse(
        'timestamp,meter_id,kw',
        '2025-01-01T00:30:00Z,M_001,1',
        '2025-01-01T00:00:00Z,M_002,1',
        '2025-01-01T00:30:00Z,M_001,2',
        '2025-01-01T00:15:00Z,M_001,2',
        '2025-01-01T00:15:00Z,M_002,1',
      ),
    )
    expect(problems.map(({ source }) => source)).toEqual(['load.csv:4', 'load.csv:5'])
    expect(problems[0].expected).toContain('2025-01-01T00:30:00.000Z')
  })

  it('stops at twenty problems', () => {
    const rows = Array.from({ length: 50 }, () => 'soon,M_001,1')
    expect(problemsOf(() => parse('timestamp,meter_id,kw', ...rows))).toHaveLength(20)
  })

  it.each([
    ['', 'file', 'load.csv'],
    ['timestamp,meter_id,kw', 'file', 'load.csv'],
    ['timestamp,meter_id,kw\n\n', 'file', 'load.csv'],
    ['timestamp,meter,kw\n2025-01-01T00:00Z,M_001,1', 'meter_id', 'load.csv:1'],
    ['timestamp;meter_id;kw\n', 'timestamp', 'load.csv:1'],
    ['kw,timestamp,meter_id,kw\n', 'kw', 'load.csv:1'],
    ['2025-01-01T00:00Z,M_001,1', 'timestamp', 'load.csv:1'],
    ['timestamp,meter_id,kw\n2025-01-01T00:00Z,M_001,1', 'meter_id', 'load.csv:2'],
  ])('refuses %j', (text, key, source) => {
    const [problem] = problemsOf(() => parseLoadCsv(text, 'load.csv', KNOWN))
    expect(problem).toMatchObject({ key, source })
  })

  it('reads many rows into exactly as many numbers', () => {
    const start = Date.UTC(2025, 0, 1)
    const rows = ['timestamp,meter_id,kw']
    for (let i = 0; i < 20_000; i++) {
      rows.push(`${new Date(start + i * 900_000).toISOString()},M_004,${i % 97}`)
    }
    const series = parse(...rows).meters.get('M_004')
    expect(series?.kw).toHaveLength(20_000)
    expect(series?.kw[12_345]).toBe(12_345 % 97)
    expect(series === undefined ? 0 : meanKw(series, start + 97 * 900_000, start + 194 * 900_000)).toBe(48)
  })
})
