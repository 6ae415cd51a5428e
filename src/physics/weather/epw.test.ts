import { describe, expect, it } from 'vitest'
import { UsageError } from '../../errors/problem.ts'
import { parseEpw } from './epw.ts'
import { dateOfRow } from './recorded-year.ts'

const HEADER = [
  'LOCATION,Bangkok,-,THA,SYNTHETIC,484550,13.73,100.57,7.0,4.0',
  'DESIGN CONDITIONS,0',
  'TYPICAL/EXTREME PERIODS,0',
  'GROUND TEMPERATURES,0',
  'HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0',
  'COMMENTS 1,made by a test',
  'COMMENTS 2,',
  'DATA PERIODS,1,1,Data,Sunday,1/1,12/31',
]

/** A row with distinct values in the fields that are read; columns are counted from 1. */
function dataRow(rows: number, row: number, cells: Record<number, string> = {}): string {
  const { month, day, hour } = dateOfRow(rows, row)
  const line =
    `2005,${month},${day},${hour},60,flags,27.5,22.1,73,101000,0,0,400,512,430,180,0,0,0,0,` +
    '90,2.5,4,3,10,77777,9,999999999,40,0.1,0,88,0.2,0.0,1.0'
  return line
    .split(',')
    .map((cell, index) => cells[index + 1] ?? cell)
    .join(',')
}

function epwLines(rows = 8760): string[] {
  return [...HEADER, ...Array.from({ length: rows }, (_, row) => dataRow(rows, row))]
}

const COMPLETE = epwLines()

/** The file with one line (counted from 1) replaced. */
function withLine(number: number, line: string): string {
  return COMPLETE.with(number - 1, line).join('\n')
}

function problemsOf(text: string): UsageError['problems'] {
  try {
    parseEpw(text, 'year.epw')
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
  return []
}

describe('parseEpw', () => {
  it('reads the location and every hour', () => {
    const year = parseEpw(COMPLETE.join('\n'), 'year.epw')
    expect(year.location).toEqual({ latitudeDeg: 13.73, longitudeDeg: 100.57, elevationM: 4 })
    expect(year.utcOffsetHours).toBe(7)
    expect(year.ghiWm2).toHaveLength(8760)
    expect([year.ambientC[0], year.relativeHumidity[0], year.windMs[8759]]).toEqual([27.5, 73, 2.5])
    expect([year.ghiWm2[0], year.dniWm2[0], year.dhiWm2[8759], year.cloudCover[0]]).toEqual([512, 430, 180, 0.4])
    expect(year.rain.some((wet) => wet === 1)).toBe(false)
  })

  it('reads CRLF, a byte-order mark, and a year with 29 February', () => {
    const leap = parseEpw(`\uFEFF${epwLines(8784).join('\r\n')}\r\n`, 'leap.epw')
    expect(leap.ghiWm2).toHaveLength(8784)
  })

  it.each([
    ['0.3 mm in the gauge', { 34: '0.3' }, 1],
    ['0.2 mm in the gauge', { 34: '0.2' }, 0],
    ['an unread gauge', { 34: '999' }, 0],
    ['light rain seen', { 27: '0', 28: '909999999' }, 1],
    ['drizzle seen', { 27: '0', 28: '993999999' }, 1],
    ['fog seen', { 27: '0', 28: '999999199' }, 0],
    ['codes without an observation', { 27: '9', 28: '909999999' }, 0],
    ['codes that are not nine digits', { 27: '0', 28: '0' }, 0],
  ])('takes %s for rain as the format says', (_, cells, rain) => {
    expect(parseEpw(withLine(9, dataRow(8760, 0, cells)), 'year.epw').rain[0]).toBe(rain)
  })

  it('falls back on opaque cover, then on none, and on saturated air', () => {
    const opaque = parseEpw(withLine(9, dataRow(8760, 0, { 23: '99', 9: '104' })), 'year.epw')
    expect(opaque.cloudCover[0]).toBe(0.3)
    expect(opaque.relativeHumidity[0]).toBe(100)
    const unseen = parseEpw(withLine(9, dataRow(8760, 0, { 23: '99', 24: '99' })), 'year.epw')
    expect(unseen.cloudCover[0]).toBeNaN()
  })

  it('refuses a file without its header', () => {
    expect(problemsOf(COMPLETE.slice(8).join('\n'))[0]).toMatchObject({
      source: 'year.epw:1',
      key: 'header',
      expected: 'a line that starts with LOCATION',
    })
    expect(problemsOf(COMPLETE.toSpliced(5, 1).join('\n'))[0]).toMatchObject({
      source: 'year.epw:6',
      expected: 'a line that starts with COMMENTS 1',
    })
    expect(problemsOf('')).toHaveLength(1)
  })

  it('refuses a location out of range and data that are not hourly', () => {
    expect(problemsOf(withLine(1, 'LOCATION,X,-,THA,S,1,93.7,abc,7.0,4.0'))).toMatchObject([
      {
        source: 'year.epw:1',
        key: 'LOCATION latitude (field 7)',
        value: '93.7',
        expected: 'a number from -90 to 90 °',
      },
      { source: 'year.epw:1', key: 'LOCATION longitude (field 8)', value: 'abc' },
    ])
    expect(problemsOf(withLine(8, 'DATA PERIODS,1,4,Data,Sunday,1/1,12/31'))).toMatchObject([
      { source: 'year.epw:8', key: 'DATA PERIODS', value: '1,4' },
    ])
  })

  it('names the first missing hour and its line', () => {
    // 1 March is day 59 of 365; its hour 5 is row 1420 from 0, on line 1429.
    expect(problemsOf(COMPLETE.toSpliced(1428, 2).join('\n'))).toEqual([
      {
        source: 'year.epw:1429',
        key: 'month/day hour',
        value: '3/1 hour 7',
        expected: '3/1 hour 5, every hour of the year once and in order',
        fix: 'The first missing hour is 3/1 hour 5',
      },
    ])
  })

  it('refuses a repeated hour, an early end and hours after the last', () => {
    expect(problemsOf(COMPLETE.toSpliced(20, 0, COMPLETE[19]).join('\n'))).toMatchObject([
      { source: 'year.epw:21', value: '1/1 hour 12', fix: '1/1 hour 12 is there already: remove the repeated row' },
    ])
    expect(problemsOf(COMPLETE.slice(0, -1).join('\n'))).toMatchObject([
      { source: 'year.epw:8768', value: 'end of file', fix: 'The first missing hour is 12/31 hour 24' },
    ])
    expect(problemsOf([...COMPLETE, dataRow(8760, 0)].join('\n'))).toMatchObject([
      { source: 'year.epw:8769', key: 'rows', value: '8761', expected: '8760 hours' },
    ])
  })

  it('refuses part of a leap day', () => {
    const leap = epwLines(8784)
    // Rows of 29 February stand on lines 1425 to 1448.
    expect(problemsOf(leap.toSpliced(1430, 18).join('\n'))).toMatchObject([
      { source: 'year.epw:1431', value: '3/1 hour 1', fix: 'The first missing hour is 2/29 hour 7' },
    ])
  })

  it('refuses rows with the wrong number of fields', () => {
    expect(problemsOf(withLine(12, `${COMPLETE[11]},1`))).toMatchObject([
      { source: 'year.epw:12', key: 'row', value: '36 fields', expected: '35 fields separated by commas' },
    ])
    expect(problemsOf(withLine(100, ''))).toMatchObject([{ source: 'year.epw:100', value: '1 fields' }])
  })

  it.each([
    [7, '99.9', 'dry bulb temperature'],
    [9, '999', 'relative humidity'],
    [14, '9999', 'global horizontal radiation'],
    [15, '9999.', 'direct normal radiation'],
    [16, '9999', 'diffuse horizontal radiation'],
    [22, '999.0', 'wind speed'],
  ])('refuses an hour whose field %i is missing (%s)', (column, value, name) => {
    const [problem] = problemsOf(withLine(50, dataRow(8760, 41, { [column]: value })))
    expect(problem).toMatchObject({ source: 'year.epw:50', key: `${name} (field ${column})`, value })
    expect(problem.fix).toContain('means "missing"')
  })

  it.each([
    [7, '-80'],
    [7, 'warm'],
    [9, '-1'],
    [9, '111'],
    [14, '-5'],
    [14, '1501'],
    [15, '1600'],
    [16, 'NaN'],
    [16, 'Infinity'],
    [16, ''],
    [22, '41'],
    [22, '0x10'],
    [23, '11'],
    [24, '-1'],
    [34, '-0.1'],
    [34, '600'],
  ])('refuses field %i with the value "%s"', (column, value) => {
    const problems = problemsOf(withLine(50, dataRow(8760, 41, { [column]: value })))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ source: 'year.epw:50', value })
    expect(problems[0].key).toContain(`(field ${column})`)
    expect(problems[0].expected).toMatch(/^a number from -?\d+ to \d+ /)
  })

  it('tells ten bad values at once and no more', () => {
    const bad = [...HEADER, ...Array.from({ length: 8760 }, (_, row) => dataRow(8760, row, { 14: '9999' }))]
    expect(problemsOf(bad.join('\n'))).toHaveLength(10)
  })
})
