import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunSummary } from '../../src/simulation/summary.ts'
import { CAMPUS, CAMPUS_METERS, runArguments, START } from './campus.ts'
import { epwYear } from './epw-year.ts'
import { temporaryFolder } from './folder.ts'
import { numberOf, type Reading, readingsOf, sha256 } from './journal.ts'
import { ROOT, runProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

const MIAMI = join(ROOT, '..', 'shared', 'data', 'miami_tmy3.epw')
const HEADER_LINES = 8
/** Columns of an EPW row, counted from 0. */
const DRY_BULB = 6
const GLOBAL_RADIATION = 13
const HOUR_MS = 3_600_000

let folder: string
let weather: string

beforeAll(() => {
  folder = temporaryFolder()
  weather = write('bangkok.epw', epwYear())
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Runs to the end and reads what was written. */
async function readingsOfRun(name: string, args: readonly string[]): Promise<Reading[]> {
  const output = join(folder, `${name}.jsonl`)
  await succeed(runArguments(output, '--quiet', ...args))
  return readingsOf(output)
}

/** Sum of what a field [W/m²] measured over a run [Wh/m²]. */
function wattHoursPerM2(readings: readonly Reading[]): number {
  return readings.reduce(
    (sum, reading) => sum + (numberOf(reading, 'irradiance') * numberOf(reading, 'interval_seconds')) / 3600,
    0,
  )
}

describe('--weather', () => {
  it('replaces the simulated weather: temperature, sky and sun of every interval are those of the file', async () => {
    const readings = await readingsOfRun('weather', ['--weather', weather, '--duration', '3d'])
    // Every hour of the file has 29 °C and two tenths of cloud.
    expect(new Set(readings.map(({ temperature }) => temperature))).toEqual(new Set([29]))
    expect(new Set(readings.map(({ weather_condition }) => weather_condition))).toEqual(new Set(['Sunny']))

    const day = epwYear()
      .split('\n')
      .slice(HEADER_LINES, HEADER_LINES + 24)
    const horizontal = day.reduce((sum, row) => sum + Number(row.split(',')[GLOBAL_RADIATION]), 0)
    const array = CAMPUS.meters.findIndex(({ pv }) => pv !== undefined && pv.tilt_deg <= 15)
    const own = readings.filter((_, i) => i % CAMPUS_METERS === array)
    // A nearly flat roof sees what a flat one sees, and in January a tenth or so more where it faces south.
    const perDay = wattHoursPerM2(own) / 3
    expect(perDay / horizontal).toBeGreaterThan(0.9)
    expect(perDay / horizontal).toBeLessThan(1.25)
  })

  it('gives the same energy however finely it is cut', async () => {
    const sums: number[] = []
    for (const interval of ['60', '900', '3600']) {
      const args = ['--weather', weather, '--duration', '1d', '--interval', interval]
      const readings = await readingsOfRun(`cut ${interval}`, args)
      sums.push(wattHoursPerM2(readings.filter((_, i) => i % CAMPUS_METERS === 0)))
    }
    expect(sums[1] / sums[0]).toBeCloseTo(1, 2)
    expect(sums[2] / sums[0]).toBeCloseTo(1, 1)
  })

  it('reads a real year, hour by hour, whose PV yield is that of the place', async ({ skip }) => {
    if (!existsSync(MIAMI)) return skip(`${MIAMI} is not there`)
    const output = join(folder, 'miami.jsonl')
    const summaryFile = join(folder, 'miami.json')
    const args = ['--weather', MIAMI, '--interval', '3600', '--duration', '365d', '--quiet', '--summary', summaryFile]
    await succeed(runArguments(output, ...args))
    const rows = readFileSync(MIAMI, 'utf8').split(/\r?\n/).slice(HEADER_LINES)
    const ambient = rows.slice(0, 8760).map((row) => Number(row.split(',')[DRY_BULB]))
    const readings = readingsOf(output).filter((_, i) => i % CAMPUS_METERS === 0)
    // A row's temperature is that of the hour's end; a reading has the mean of the interval that ends there.
    const different = readings.filter((reading, hour) => {
      const before = ambient[(hour + 8759) % 8760]
      return Math.abs(numberOf(reading, 'temperature') - (before + ambient[hour]) / 2) > 0.011
    })
    expect(different).toEqual([])
    const summary: RunSummary = JSON.parse(readFileSync(summaryFile, 'utf8'))
    expect(summary.pv.annualYieldKwhPerKwp).toBeGreaterThan(1250)
    expect(summary.pv.annualYieldKwhPerKwp).toBeLessThan(1650)
  })

  it('belongs to the run: it is resumed with the same file and refused with another', async () => {
    const output = join(folder, 'resumed.jsonl')
    await succeed(runArguments(output, '--quiet', '--weather', weather, '--duration', '1d'))
    const cooler = write('cooler.epw', epwYear().replaceAll('flags,29,', 'flags,28,'))
    const other = await runProgram(runArguments(output, '--quiet', '--weather', cooler, '--duration', '2d', '--resume'))
    expectRefused(other, [[output, 'a checkpoint of the same settings']])
    await succeed(runArguments(output, '--quiet', '--weather', weather, '--duration', '2d', '--resume'))
    await readingsOfRun('not resumed', ['--weather', weather, '--duration', '2d'])
    expect(sha256(output)).toBe(sha256(join(folder, 'not resumed.jsonl')))
  })

  it.each<[name: string, change: (lines: string[]) => string[], problem: string[]]>([
    ['a missing hour', (lines) => lines.toSpliced(HEADER_LINES + 100, 1), [':109', '1/5 hour 5', 'first missing hour']],
    ['a repeated hour', (lines) => lines.toSpliced(50, 0, lines[49]), [':51', 'month/day hour', 'remove the repeated']],
    ['an end too early', (lines) => lines.slice(0, 5000), [':5001', 'end of file', 'every hour of the year once']],
    [
      'a column less',
      (lines) => lines.with(20, lines[20].replace(',29,', ',')),
      [':21', 'row = 34 fields', '35 fields separated by commas'],
    ],
    [
      'columns in another order',
      (lines) => lines.map((line, i) => (i === 30 ? line.replace(',29,22,65,', ',101000,22,65,') : line)),
      [':31', 'dry bulb temperature (field 7) = 101000'],
    ],
    [
      'a value that was not measured',
      (lines) => lines.with(40, lines[40].replace(',400,', ',400,9999,').replace(/,\d+(,\d+,\d+,0,0,0,0,90)/, '$1')),
      [':41', 'global horizontal radiation (field 14) = 9999', 'means "missing"'],
    ],
    ['words for numbers', (lines) => lines.with(9, lines[9].replace(',29,', ',warm,')), [':10', '= warm', 'a number']],
    ['another format', () => ['timestamp,ghi', '2025-01-01T00:00:00Z,0'], [':1', 'header', 'starts with LOCATION']],
    ['nothing at all', () => [''], [':1', 'header', 'starts with LOCATION']],
  ])('refuses a file with %s', async (name, change, problem) => {
    const path = write(`${name}.epw`, change(epwYear().split('\n')).join('\n'))
    const output = join(folder, `${name}.jsonl`)
    const refused = await runProgram(runArguments(output, '--quiet', '--weather', path, '--duration', '1d'))
    expectRefused(refused, [[path, ...problem]])
    expect(existsSync(output)).toBe(false)
  })

  it('refuses a file that is not there', async () => {
    const args = runArguments(join(folder, 'none.jsonl'), '--weather', 'nowhere.epw', '--duration', '1d')
    expectRefused(await runProgram(args), [['--weather', 'nowhere.epw', 'a readable EPW file']])
  })
})

describe('--load', () => {
  const METER = 'AMI_METER_UTCC_002'
  const INDEX = 1
  const START_MS = Date.parse(START)

  /** Hourly values of 5, 6, 7 … kW from the start of the run. */
  function hourly(hours: number): string {
    const rows = Array.from({ length: hours }, (_, hour) => {
      return `${new Date(START_MS + hour * HOUR_MS).toISOString()},${METER},${5 + hour}`
    })
    return ['timestamp,meter_id,kw', ...rows, ''].join('\n')
  }

  it('replays the measured load of the meter it names and leaves the others alone', async () => {
    const load = write('load.csv', hourly(12))
    const replayed = await readingsOfRun('replayed', ['--load', load, '--duration', '1d'])
    const modelled = await readingsOfRun('modelled', ['--duration', '1d'])
    const consumed = (readings: readonly Reading[], meter: number) =>
      readings.filter((_, i) => i % CAMPUS_METERS === meter).map((reading) => numberOf(reading, 'energy_consumed'))

    const own = consumed(replayed, INDEX)
    const measured = Array.from({ length: 48 }, (_, quarter) => (5 + Math.floor(quarter / 4)) / 4)
    expect(own.slice(0, 48)).toEqual(measured)
    // Where the recording ends the model goes on as if it had never been away.
    expect(own.slice(48)).toEqual(consumed(modelled, INDEX).slice(48))
    for (let meter = 0; meter < CAMPUS_METERS; meter++) {
      if (meter !== INDEX) expect(consumed(replayed, meter)).toEqual(consumed(modelled, meter))
    }
  })

  it('gives the same energy however finely it is cut, and with two workers', async () => {
    const load = write('cut.csv', hourly(24))
    const expected = Array.from({ length: 24 }, (_, hour) => 5 + hour).reduce((a, b) => a + b, 0)
    for (const interval of ['60', '3600', '7200']) {
      const args = ['--load', load, '--duration', '1d', '--interval', interval, '--workers', '2']
      const readings = await readingsOfRun(`load cut ${interval}`, args)
      const own = readings.filter((_, i) => i % CAMPUS_METERS === INDEX)
      expect(own.reduce((sum, reading) => sum + numberOf(reading, 'energy_consumed'), 0)).toBeCloseTo(expected, 3)
    }
  })

  const row = (hour: number, meter: string, kw: string) =>
    `${new Date(START_MS + hour * HOUR_MS).toISOString()},${meter},${kw}`

  it.each<[name: string, lines: string[], problems: string[][]]>([
    ['an unknown meter', [row(0, 'AMI_METER_UTCC_999', '5')], [[':2', 'meter_id = AMI_METER_UTCC_999', '25 meters']]],
    ['a negative value', [row(0, METER, '5'), row(1, METER, '-5')], [[':3', 'kw = -5', 'a finite number of kW']]],
    ['a value that is none', [row(0, METER, 'NaN')], [[':2', 'kw = NaN', 'a finite number of kW']]],
    [
      'an instant without offset',
      [`2025-01-01T00:00:00,${METER},5`],
      [[':2', 'timestamp = 2025-01-01T00:00:00', 'an ISO 8601 instant with its offset']],
    ],
    ['a time twice', [row(0, METER, '5'), row(0, METER, '6')], [[':3', 'timestamp', 'a time after']]],
    ['decimal commas', [row(0, METER, '5,5')], [[':2', 'row', '3 fields', 'Write decimals with a point']]],
    ['no rows', [], [['a.csv'.slice(1), 'rows of values']]],
    [
      'several faults',
      [row(0, 'X', '1'), row(1, METER, '-1'), `yesterday,${METER},1`],
      [
        [':2', 'meter_id = X'],
        [':3', 'kw = -1'],
        [':4', 'timestamp = yesterday'],
      ],
    ],
  ])('refuses a file with %s', async (name, lines, problems) => {
    const path = write(`${name}.csv`, ['timestamp,meter_id,kw', ...lines, ''].join('\n'))
    const output = join(folder, `load ${name}.jsonl`)
    const refused = await runProgram(runArguments(output, '--quiet', '--load', path, '--duration', '1d'))
    expectRefused(
      refused,
      problems.map((texts) => [path, ...texts]),
    )
    expect(existsSync(output)).toBe(false)
  })

  it('refuses a file without the columns, and one that is not there', async () => {
    const path = write('columns.csv', `time,meter,power\n${row(0, METER, '5')}\n`)
    const args = (load: string) => runArguments(join(folder, 'columns.jsonl'), '--load', load, '--duration', '1d')
    expectRefused(await runProgram(args(path)), [
      [`${path}:1`, 'timestamp'],
      [`${path}:1`, 'meter_id'],
      [`${path}:1`, 'kw'],
    ])
    expectRefused(await runProgram(args('nowhere.csv')), [['--load', 'nowhere.csv', 'a readable CSV file']])
  })
})
