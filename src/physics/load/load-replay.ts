/** @module Measured loads read from a CSV file, to stand in for the model at the meters they name. */

import { type Problem, UsageError } from '../../errors/problem.ts'
import { CsvLines, unquote } from './csv-lines.ts'
import { parseIsoInstant } from './iso-instant.ts'
import { LoadRecording } from './load-recording.ts'
import type { LoadSeries } from './load-series.ts'

export { type LoadSeries, meanKw } from './load-series.ts'

/** Recorded loads by meter. */
export interface LoadReplay {
  /** Series by meter id, in the order of the fleet. */
  readonly meters: ReadonlyMap<string, LoadSeries>
}

const COLUMNS = ['timestamp', 'meter_id', 'kw'] as const

interface Columns extends Readonly<Record<(typeof COLUMNS)[number], number>> {
  /** How many fields a row has. */
  readonly count: number
}

/** Problems shown at once: enough to see the pattern. */
const MAX_PROBLEMS = 20

/** Known meters named in the answer to an unknown one. */
const EXAMPLES = 3

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Reads recorded loads: a header line naming the columns `timestamp`, `meter_id` and `kw` in any order, then one row per
 * value. Other columns are ignored, empty lines are skipped, lines may end in CR LF, a field may stand in double quotes
 * but not contain a comma.
 *
 * A timestamp is ISO 8601 with `Z` or an offset and marks the begin of its value; those of one meter strictly increase,
 * meters may alternate. A value is finite and not negative.
 *
 * @param text - content of the file
 * @param source - its name, for messages
 * @param knownMeterIds - the meters of the fleet
 * @throws UsageError with up to 20 problems, each with its line
 */
export function parseLoadCsv(text: string, source: string, knownMeterIds: ReadonlySet<string>): LoadReplay {
  const lines = new CsvLines(text)
  const rows = new RowReader(readHeader(lines.next(), source), source, knownMeterIds)
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line !== '') {
      rows.read(line, lines.number)
    }
    if (rows.problems.length >= MAX_PROBLEMS) {
      break
    }
  }
  const problems = rows.problems.length > 0 ? rows.problems : tooShort(rows.recordings, source)
  if (problems.length > 0) {
    throw new UsageError(problems.slice(0, MAX_PROBLEMS))
  }
  // Keys are taken from the fleet: an id cut from the text would keep the whole text in memory.
  const meters = new Map<string, LoadSeries>()
  for (const meterId of knownMeterIds) {
    const recording = rows.recordings.get(meterId)
    if (recording !== undefined) {
      meters.set(meterId, recording.finish())
    }
  }
  return { meters }
}

/** Sorts rows into recordings and notes what is wrong with them. */
class RowReader {
  readonly recordings = new Map<string, LoadRecording>()
  readonly problems: Problem[] = []
  readonly #columns: Columns
  readonly #source: string
  readonly #known: ReadonlySet<string>
  readonly #unknown = new Set<string>()
  // Rows of many meters at one instant repeat its text.
  #lastText = ''
  #lastMs = Number.NaN

  constructor(columns: Columns, source: string, known: ReadonlySet<string>) {
    this.#columns = columns
    this.#source = source
    this.#known = known
  }

  read(line: string, number: number): void {
    const { count, timestamp, meter_id, kw } = this.#columns
    const fields = line.split(',')
    if (fields.length !== count) {
      const expected = `${count} fields separated by commas`
      this.#report(number, { key: 'row', value: line, expected, fix: 'Write decimals with a point.' })
      return
    }
    const timeMs = this.#readTime(unquote(fields[timestamp]), number)
    const valueKw = this.#readKw(unquote(fields[kw]), number)
    const recording = this.#recordingOf(unquote(fields[meter_id]), number)
    if (recording === undefined || Number.isNaN(timeMs)) {
      return
    }
    if (timeMs <= recording.lastMs) {
      this.#report(number, {
        key: 'timestamp',
        value: unquote(fields[timestamp]),
        expected: `a time after ${new Date(recording.lastMs).toISOString()}, the meter's previous one`,
        fix: 'Sort the rows of each meter by time and keep one per time.',
      })
      return
    }
    recording.append(timeMs, valueKw)
  }

  #readTime(text: string, number: number): number {
    if (text !== this.#lastText) {
      this.#lastText = text
      this.#lastMs = parseIsoInstant(text)
    }
    if (Number.isNaN(this.#lastMs)) {
      const expected = 'an ISO 8601 instant with its offset, such as 2025-01-01T00:15:00+07:00'
      this.#report(number, { key: 'timestamp', value: text, expected })
    }
    return this.#lastMs
  }

  #readKw(text: string, number: number): number {
    const kw = NUMBER.test(text) ? Number(text) : Number.NaN
    if (!(kw >= 0 && kw < Number.POSITIVE_INFINITY)) {
      this.#report(number, { key: 'kw', value: text, expected: 'a finite number of kW, 0 or more' })
    }
    return kw
  }

  #recordingOf(meterId: string, number: number): LoadRecording | undefined {
    let recording = this.recordings.get(meterId)
    if (recording === undefined && this.#known.has(meterId)) {
      recording = new LoadRecording(number)
      this.recordings.set(meterId, recording)
    } else if (recording === undefined && !this.#unknown.has(meterId)) {
      // Once per meter: a file of another campus has one on every row.
      this.#unknown.add(meterId)
      this.#report(number, { key: 'meter_id', value: meterId, expected: knownMeters(this.#known) })
    }
    return recording
  }

  #report(number: number, problem: Omit<Problem, 'source'>): void {
    this.problems.push({ source: `${this.#source}:${number}`, ...problem })
  }
}

function readHeader(line: string | undefined, source: string): Columns {
  const expected = `a header line that names ${COLUMNS.join(', ')} once each, separated by commas`
  if (line === undefined) {
    throw new UsageError([{ source, key: 'file', expected, fix: 'The file is empty.' }])
  }
  const names = line.split(',').map((name) => unquote(name).toLowerCase())
  const wrong = COLUMNS.filter((column) => names.filter((name) => name === column).length !== 1)
  if (wrong.length > 0) {
    throw new UsageError(wrong.map((key) => ({ source: `${source}:1`, key, value: line, expected })))
  }
  const [timestamp, meter_id, kw] = COLUMNS.map((column) => names.indexOf(column))
  return { timestamp, meter_id, kw, count: names.length }
}

function knownMeters(known: ReadonlySet<string>): string {
  const names: string[] = []
  for (const meterId of known) {
    if (names.push(meterId) === EXAMPLES) {
      break
    }
  }
  return `one of the ${known.size} meters: ${names.join(', ')}${known.size > names.length ? ', …' : ''}`
}

/** A series needs two values: the step between them says how long the last one holds. */
function tooShort(recordings: ReadonlyMap<string, LoadRecording>, source: string): Problem[] {
  if (recordings.size === 0) {
    return [{ source, key: 'file', expected: 'rows of values after the header' }]
  }
  const expected = 'at least two values of a meter, which tell how long the last one holds'
  return [...recordings]
    .filter(([, { length }]) => length < 2)
    .map(([value, { firstLine }]) => ({ source: `${source}:${firstLine}`, key: 'meter_id', value, expected }))
}
