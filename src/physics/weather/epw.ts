/** @module Reads a recorded year of weather in the EnergyPlus weather format (EPW), and refuses one with holes. */

import { type Problem, UsageError } from '../../errors/problem.ts'
import {
  decimal,
  EPW_FIELD_COUNT,
  fieldProblem,
  fieldValue,
  OPAQUE_SKY_COVER,
  PRECIPITATION,
  REQUIRED_FIELDS,
  rainObserved,
  TOTAL_SKY_COVER,
} from './epw-fields.ts'
import { EPW_HEADER_LINES, parseEpwHeader } from './epw-header.ts'
import { dateOfRow, HOURS_PER_LEAP_YEAR, HOURS_PER_YEAR, type RecordedYear } from './recorded-year.ts'

/** Precipitation that counts as rain [mm in the hour]: less wets no gauge reliably. */
const RAIN_MM = 0.2

/** Bad values told at once; a file with more is bad throughout. */
const MAX_PROBLEMS = 10

/**
 * Reads an EPW file: eight header lines, then a row of 35 fields for every hour of a year.
 *
 * The years in the rows are ignored, for typical years are put together from months of different ones.
 *
 * @param text - the file's content; lines may end in LF or CRLF
 * @param source - the file's name, to be told with the line in errors
 * @throws UsageError naming file, line and field for anything missing, repeated, malformed or out of range
 * @see EnergyPlus Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary"
 */
export function parseEpw(text: string, source: string): RecordedYear {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop()
  const { location, utcOffsetHours } = parseEpwHeader(lines, source)
  const table = lines.slice(EPW_HEADER_LINES).map((line) => line.split(','))
  const rows = table.some(([, month, day]) => decimal(month ?? '') === 2 && decimal(day ?? '') === 29)
    ? HOURS_PER_LEAP_YEAR
    : HOURS_PER_YEAR
  checkHours(table, rows, source)
  checkValues(table, source)

  const column = (field: (typeof REQUIRED_FIELDS)[keyof typeof REQUIRED_FIELDS]): Float64Array =>
    Float64Array.from(table, (cells) => fieldValue(cells, field))
  return {
    location,
    utcOffsetHours,
    ambientC: column(REQUIRED_FIELDS.ambientC),
    // Recorded values pass 100 % by up to a tenth where instruments disagree; air does not.
    relativeHumidity: column(REQUIRED_FIELDS.relativeHumidity).map((percent) => Math.min(100, percent)),
    ghiWm2: column(REQUIRED_FIELDS.ghiWm2),
    dniWm2: column(REQUIRED_FIELDS.dniWm2),
    dhiWm2: column(REQUIRED_FIELDS.dhiWm2),
    windMs: column(REQUIRED_FIELDS.windMs),
    cloudCover: Float64Array.from(table, cloudCover),
    rain: Uint8Array.from(table, (cells) =>
      rainObserved(cells) || fieldValue(cells, PRECIPITATION) > RAIN_MM ? 1 : 0,
    ),
  }
}

/** Requires every hour of the year once, in order, with all its fields. */
function checkHours(table: readonly (readonly string[])[], rows: number, source: string): void {
  for (let row = 0; row < Math.max(rows, table.length); row++) {
    const at = `${source}:${EPW_HEADER_LINES + row + 1}`
    const cells = table[row]
    if (cells !== undefined && cells.length !== EPW_FIELD_COUNT) {
      const value = `${cells.length} fields`
      throw new UsageError([
        { source: at, key: 'row', value, expected: `${EPW_FIELD_COUNT} fields separated by commas` },
      ])
    }
    if (row >= rows) {
      const fix = 'Remove the rows after 12/31 hour 24'
      throw new UsageError([{ source: at, key: 'rows', value: `${table.length}`, expected: `${rows} hours`, fix }])
    }
    const hour = hourName(dateOfRow(rows, row))
    const found = cells === undefined ? 'end of file' : hourName(readDate(cells))
    if (found === hour) continue
    const repeated = row > 0 && found === hourName(dateOfRow(rows, row - 1))
    throw new UsageError([
      {
        source: at,
        key: 'month/day hour',
        value: found,
        expected: `${hour}, every hour of the year once and in order`,
        fix: repeated ? `${found} is there already: remove the repeated row` : `The first missing hour is ${hour}`,
      },
    ])
  }
}

function readDate([, month, day, hour]: readonly string[]): { month: string; day: string; hour: string } {
  const plain = (cell: string): string => (Number.isInteger(decimal(cell)) ? `${decimal(cell)}` : cell)
  return { month: plain(month), day: plain(day), hour: plain(hour) }
}

function hourName({ month, day, hour }: Record<'month' | 'day' | 'hour', string | number>): string {
  return `${month}/${day} hour ${hour}`
}

function checkValues(table: readonly (readonly string[])[], source: string): void {
  const problems: Problem[] = []
  const required = Object.values(REQUIRED_FIELDS)
  const optional = [TOTAL_SKY_COVER, OPAQUE_SKY_COVER, PRECIPITATION]
  for (let row = 0; row < table.length && problems.length < MAX_PROBLEMS; row++) {
    const at = `${source}:${EPW_HEADER_LINES + row + 1}`
    for (const field of required) push(problems, fieldProblem(table[row], field, true, at))
    for (const field of optional) push(problems, fieldProblem(table[row], field, false, at))
  }
  if (problems.length > 0) throw new UsageError(problems.slice(0, MAX_PROBLEMS))
}

function push(problems: Problem[], problem: Problem | undefined): void {
  if (problem !== undefined) problems.push(problem)
}

/** Share of the sky covered: all clouds, else the opaque ones, else NaN. */
function cloudCover(cells: readonly string[]): number {
  const total = fieldValue(cells, TOTAL_SKY_COVER)
  return (Number.isNaN(total) ? fieldValue(cells, OPAQUE_SKY_COVER) : total) / TOTAL_SKY_COVER.max
}
