/** @module The header of an EPW file: where and when its hours were recorded. */

import { type Problem, UsageError } from '../../errors/problem.ts'
import { decimal } from './epw-fields.ts'
import type { RecordedLocation } from './recorded-year.ts'

/** Lines before the first data row. */
export const EPW_HEADER_LINES = 8

/** The lines' keywords, in order. */
const KEYWORDS = [
  'LOCATION',
  'DESIGN CONDITIONS',
  'TYPICAL/EXTREME PERIODS',
  'GROUND TEMPERATURES',
  'HOLIDAYS/DAYLIGHT SAVING',
  'COMMENTS 1',
  'COMMENTS 2',
  'DATA PERIODS',
] as const

/** Numeric cells of the LOCATION line, counted from 1 with the keyword. */
const LOCATION_CELLS = {
  latitudeDeg: { key: 'latitude', column: 7, min: -90, max: 90, unit: '°' },
  longitudeDeg: { key: 'longitude', column: 8, min: -180, max: 180, unit: '°' },
  utcOffsetHours: { key: 'time zone', column: 9, min: -12, max: 14, unit: 'h' },
  elevationM: { key: 'elevation', column: 10, min: -1000, max: 9999.9, unit: 'm' },
} as const

const FIX = 'Is this an EPW file? Get one from climate.onebuilding.org or energyplus.net/weather'

/** What the header says. */
export interface EpwHeader {
  readonly location: RecordedLocation
  /** Local standard time less UTC [h]. */
  readonly utcOffsetHours: number
}

/**
 * Reads the eight header lines.
 *
 * @param lines - the file's lines
 * @param source - the file's name, to be told
 * @throws UsageError for a missing or misplaced header line, a location out of range or data not hourly
 */
export function parseEpwHeader(lines: readonly string[], source: string): EpwHeader {
  KEYWORDS.forEach((keyword, index) => {
    const line = lines[index] ?? ''
    if (line.toUpperCase().startsWith(keyword)) return
    const value = line.slice(0, 40)
    throw new UsageError([
      {
        source: `${source}:${index + 1}`,
        key: 'header',
        value,
        expected: `a line that starts with ${keyword}`,
        fix: FIX,
      },
    ])
  })

  const cells = lines[0].split(',')
  const problems: Problem[] = []
  const read = ({ key, column, min, max, unit }: (typeof LOCATION_CELLS)[keyof typeof LOCATION_CELLS]): number => {
    const value = cells[column - 1]?.trim() ?? ''
    const number = decimal(value)
    if (!(number >= min && number <= max)) {
      const expected = `a number from ${min} to ${max} ${unit}`
      problems.push({ source: `${source}:1`, key: `LOCATION ${key} (field ${column})`, value, expected })
    }
    return number
  }
  const header = {
    location: {
      latitudeDeg: read(LOCATION_CELLS.latitudeDeg),
      longitudeDeg: read(LOCATION_CELLS.longitudeDeg),
      elevationM: read(LOCATION_CELLS.elevationM),
    },
    utcOffsetHours: read(LOCATION_CELLS.utcOffsetHours),
  }
  const [, periods = '', recordsPerHour = ''] = lines[EPW_HEADER_LINES - 1].split(',')
  if (decimal(periods) !== 1 || decimal(recordsPerHour) !== 1) {
    problems.push({
      source: `${source}:${EPW_HEADER_LINES}`,
      key: 'DATA PERIODS',
      value: `${periods.trim()},${recordsPerHour.trim()}`,
      expected: 'one period with one record per hour (1,1)',
      fix: 'Use an hourly file of one whole year',
    })
  }
  if (problems.length > 0) throw new UsageError(problems)
  return header
}
