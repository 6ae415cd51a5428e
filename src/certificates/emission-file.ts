/** @module Emission factors read from a CSV file, one value per hour or any other step. */

import { type Problem, UsageError } from '../errors/problem.ts'
import { CsvLines, unquote } from '../physics/load/csv-lines.ts'
import { parseIsoInstant } from '../physics/load/iso-instant.ts'
import { LoadRecording } from '../physics/load/load-recording.ts'
import { meanKw } from '../physics/load/load-series.ts'
import { type DatedEmissions, roundedMean } from './emission-factors.ts'

const TIMESTAMP = 'timestamp'
const VALUE = 'kg_per_kwh'
const COLUMNS = [TIMESTAMP, VALUE] as const

/** Problems shown at once: enough to see the pattern. */
const MAX_PROBLEMS = 20

/** A grid of the oldest coal plants stays below 1.5 kg/kWh: more is a factor in grams, or per MWh. */
const MAX_KG_PER_KWH = 10

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Reads emission factors: a header line naming the columns `timestamp` and `kg_per_kwh` in any order, then one row per
 * value. Other columns are ignored, empty lines are skipped, lines may end in CR LF, a field may stand in double quotes
 * but not contain a comma.
 *
 * A timestamp is ISO 8601 with `Z` or an offset and marks the begin of its value, which holds until the next one, the
 * last for the median step; timestamps strictly increase. A value is from 0 to 10 kg CO2e/kWh.
 *
 * @param text - content of the file
 * @param source - its name, for messages
 * @throws UsageError with up to 20 problems, each with its line
 */
export function parseEmissionFactors(text: string, source: string): DatedEmissions {
  const lines = new CsvLines(text)
  const columns = readHeader(lines.next(), source)
  const recording = new LoadRecording(lines.number)
  const problems: Problem[] = []
  for (let line = lines.next(); line !== undefined && problems.length < MAX_PROBLEMS; line = lines.next()) {
    if (line !== '') {
      problems.push(...readRow(line, columns, `${source}:${lines.number}`, recording))
    }
  }
  if (problems.length === 0 && recording.length < 2) {
    problems.push({ source, key: 'file', expected: 'at least two values, which tell how long the last one holds' })
  }
  if (problems.length > 0) {
    throw new UsageError(problems.slice(0, MAX_PROBLEMS))
  }
  // A recording is a step function of time; here its values are kg CO2e/kWh.
  const series = recording.finish()
  return {
    fromMs: series.timesMs[0],
    toMs: series.endMs,
    meanKgPerKwh: (fromMs, toMs) => roundedMean(meanKw(series, fromMs, toMs)),
  }
}

function readHeader(line: string | undefined, source: string): readonly string[] {
  const expected = `a header line that names ${COLUMNS.join(' and ')} once each, separated by commas`
  if (line === undefined) {
    throw new UsageError([{ source, key: 'file', expected, fix: 'The file is empty.' }])
  }
  const names = line.split(',').map((name) => unquote(name).toLowerCase())
  const wrong = COLUMNS.filter((column) => names.filter((name) => name === column).length !== 1)
  if (wrong.length > 0) {
    throw new UsageError(wrong.map((key) => ({ source: `${source}:1`, key, value: line, expected })))
  }
  return names
}

/** Appends a row to the recording, or tells what is wrong with it. */
function readRow(line: string, columns: readonly string[], source: string, recording: LoadRecording): Problem[] {
  const fields = line.split(',')
  if (fields.length !== columns.length) {
    const expected = `${columns.length} fields separated by commas`
    return [{ source, key: 'row', value: line, expected, fix: 'Write decimals with a point.' }]
  }
  const problems: Problem[] = []
  const time = unquote(fields[columns.indexOf(TIMESTAMP)])
  const timeMs = parseIsoInstant(time)
  if (Number.isNaN(timeMs)) {
    const expected = 'an ISO 8601 instant with its offset, such as 2025-01-01T00:00:00+07:00'
    problems.push({ source, key: TIMESTAMP, value: time, expected })
  } else if (timeMs <= recording.lastMs) {
    const expected = `a time after ${new Date(recording.lastMs).toISOString()}, the previous one`
    problems.push({
      source,
      key: TIMESTAMP,
      value: time,
      expected,
      fix: 'Sort the rows by time and keep one per time.',
    })
  }
  const value = unquote(fields[columns.indexOf(VALUE)])
  const kgPerKwh = NUMBER.test(value) ? Number(value) : Number.NaN
  if (!(kgPerKwh >= 0 && kgPerKwh <= MAX_KG_PER_KWH)) {
    problems.push({ source, key: VALUE, value, expected: `a number from 0 to ${MAX_KG_PER_KWH} kg CO2e/kWh` })
  }
  if (problems.length === 0) {
    recording.append(timeMs, kgPerKwh)
  }
  return problems
}
