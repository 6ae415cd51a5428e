import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { JOURNAL_STREAMS, streamPath } from '../../src/journal/journal-streams.ts'
import type { RunSummary } from '../../src/simulation/summary.ts'
import { CAMPUS, runArguments as runFromNewYear } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { numberOf, type Reading, readingsOf, sha256 } from './journal.ts'
import { runProgram, succeed } from './program.ts'
import { expectRefused } from './refusal.ts'

/** Batteries that sell, with and without an array behind the same meter. */
const FLEET = ['--meters', '60', '--quiet']
/** A Monday. */
const START = '2025-01-06T00:00:00+07:00'
const FACTORS = ['timestamp,kg_per_kwh', '2025-01-06T00:00:00+07:00,0.4', '2025-01-06T12:07:30+07:00,0.6', ''].join(
  '\n',
)

let folder: string
let factors: string

beforeAll(() => {
  folder = temporaryFolder()
  factors = write('factors.csv', FACTORS)
})

function runArguments(output: string, ...more: string[]): string[] {
  return runFromNewYear(output, '--start', START, ...more)
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const milliWh = (record: Reading, field: string): number => Math.round(numberOf(record, field) * 1e6)
const kwh = (energyMilliWh: number): number => energyMilliWh / 1e6
/** Where a value to the milligram may be: half of one away. */
const HALF_A_MILLIGRAM = 0.5001e-6

/**
 * What a quarter of an hour that ends at `timestamp` has for its factor: 0.4 in the morning, 0.6 in the afternoon, and
 * half of both from 12:00 to 12:15 of the campus, 05:00 to 05:15 UTC.
 */
function quarterFactor(timestamp: string): number {
  return timestamp < '2025-01-06T05:15:00Z' ? 0.4 : timestamp === '2025-01-06T05:15:00Z' ? 0.5 : 0.6
}

/** The part of each trade that its seller generated in the slot, by the rule of the documentation alone. */
function certifiedParts(trades: readonly Reading[], readings: readonly Reading[]): number[] {
  const left = new Map(
    readings.map((reading) => [`${reading.timestamp} ${reading.meter_id}`, milliWh(reading, 'energy_generated')]),
  )
  return trades.map((trade) => {
    const seller = `${trade.timestamp} ${trade.seller_id}`
    const own = left.get(seller) ?? 0
    const part = Math.min(own, milliWh(trade, 'energy'))
    left.set(seller, own - part)
    return part
  })
}

describe('--emission-factor-file', () => {
  it('counts in readings, certificates, trades and summary, each over its own time', async () => {
    const output = join(folder, 'day.jsonl')
    const summaryFile = join(folder, 'day.json')
    const args = [...FLEET, '--duration', '1d', '--emission-factor-file', factors, '--summary', summaryFile]
    await succeed(runArguments(output, ...args))

    const readings = readingsOf(output)
    let avoidedKg = 0
    for (const reading of readings) {
      const expected = numberOf(reading, 'energy_generated') * quarterFactor(String(reading.timestamp))
      expect(Math.abs(numberOf(reading, 'carbon_offset') - expected)).toBeLessThan(HALF_A_MILLIGRAM)
      avoidedKg += expected
    }
    const summary: RunSummary = JSON.parse(readFileSync(summaryFile, 'utf8'))
    expect(summary.carbonOffsetKg).toBeCloseTo(avoidedKg, 6)
    expect(summary.carbonOffsetKg / summary.energy.generatedKwh).toBeGreaterThan(0.4)
    expect(summary.carbonOffsetKg / summary.energy.generatedKwh).toBeLessThan(0.6)

    const certificates = readingsOf(streamPath(output, 'renewable_certificates'))
    // Certified by the hour; of the hour from 12:00 an eighth is at 0.4.
    const hourFactor = new Map(
      certificates.map((record) => [String(record.interval_start), numberOf(record, 'emission_factor')]),
    )
    expect(hourFactor.get('2025-01-06T04:00:00Z')).toBe(0.4)
    expect(hourFactor.get('2025-01-06T05:00:00Z')).toBe(0.575)
    expect(hourFactor.get('2025-01-06T06:00:00Z')).toBe(0.6)
    for (const record of certificates) {
      const kg = (numberOf(record, 'energy_wh') / 1000) * numberOf(record, 'emission_factor')
      expect(numberOf(record, 'carbon_offset_kg')).toBeCloseTo(kg, 8)
    }

    const trades = readingsOf(streamPath(output, 'trades'))
    const certified = certifiedParts(trades, readings)
    trades.forEach((trade, i) => {
      const expected = kwh(certified[i]) * quarterFactor(String(trade.timestamp))
      expect(Math.abs(numberOf(trade, 'carbon_offset') - expected)).toBeLessThan(HALF_A_MILLIGRAM)
    })
    expect(certified.filter((part) => part > 0).length).toBeGreaterThan(100)
    const slots = new Set(trades.map(({ timestamp }) => quarterFactor(String(timestamp))))
    expect(slots).toEqual(new Set([0.4, 0.5, 0.6]))
  })

  it('counts nothing for what a battery sold', async () => {
    const output = join(folder, 'batteries.jsonl')
    // On the first day batteries learn what they sell for on the second.
    await succeed(runArguments(output, ...FLEET, '--duration', '2d', '--emission-factor', 'thailand-tgo-2026'))
    const trades = readingsOf(streamPath(output, 'trades'))
    const certified = certifiedParts(trades, readingsOf(output))
    trades.forEach((trade, i) => {
      expect(Math.abs(numberOf(trade, 'carbon_offset') - kwh(certified[i]) * 0.475)).toBeLessThan(HALF_A_MILLIGRAM)
    })
    expect(certified.filter((part) => part === 0).length).toBeGreaterThan(50)
    expect(certified.filter((part) => part > 0).length).toBeGreaterThan(100)
  })

  it('changes no byte with workers or an interruption, and may not change itself', async () => {
    const hashes = (output: string) =>
      [output, ...JOURNAL_STREAMS.map((stream) => streamPath(output, stream))].map(sha256)
    const run = (name: string, ...args: string[]) =>
      succeed(runArguments(join(folder, `${name}.jsonl`), ...FLEET, '--emission-factor-file', factors, ...args))
    await run('whole', '--duration', '18h')
    await run('shared', '--duration', '18h', '--workers', '2')
    await run('parts', '--duration', '12h15m')
    const parts = join(folder, 'parts.jsonl')

    const changed = write('changed.csv', FACTORS.replace('0.6', '0.61'))
    const resume = [...FLEET, '--duration', '18h', '--resume', '--emission-factor-file']
    const before = hashes(parts)
    expectRefused(await runProgram(runArguments(parts, ...resume, changed)), [[parts, 'the same settings']])
    expectRefused(await runProgram(runArguments(parts, ...FLEET, '--duration', '18h', '--resume')), [[parts]])
    expect(hashes(parts)).toEqual(before)

    const moved = write('moved.csv', FACTORS)
    await succeed(runArguments(parts, ...resume, moved, '--workers', '2'))
    const whole = hashes(join(folder, 'whole.jsonl'))
    expect(hashes(join(folder, 'shared.jsonl'))).toEqual(whole)
    expect(hashes(parts)).toEqual(whole)
  })

  const rows = (...lines: string[]) => ['timestamp,kg_per_kwh', ...lines, ''].join('\n')

  it.each<[name: string, text: string, problem: string[]]>([
    [
      'that ends before the run',
      rows(`${START},0.4`, '2025-01-06T01:00:00+07:00,0.5'),
      ['period = 2025-01-05T17:00:00Z to 2025-01-05T19:00:00Z', '2025-01-05T17:00:00Z to 2025-01-06T17:00:00Z'],
    ],
    [
      'that begins after the run',
      rows('2025-01-06T01:00:00+07:00,0.4', '2025-01-08T01:00:00+07:00,0.5'),
      ['period = 2025-01-05T18:00:00Z to', 'emission factors for the whole run'],
    ],
    ['in grams', rows(`${START},475`, '2025-01-06T01:00:00+07:00,0.5'), [':2: kg_per_kwh = 475', 'from 0 to 10']],
    ['without offsets', rows('2025-01-06T00:00:00,0.4', `${START},0.5`), [':2: timestamp', 'with its offset']],
    ['with one value', rows(`${START},0.4`), ['at least two values']],
    ['without its columns', `time,kg_per_kwh\n${START},0.4\n`, [':1: timestamp', 'a header line']],
    ['that is empty', '', ['The file is empty']],
  ])('refuses a file %s', async (name, text, problem) => {
    const path = write(`bad ${name}.csv`, text)
    const output = join(folder, 'nowhere', 'bad.jsonl')
    const day = ['--quiet', '--duration', '1d', '--emission-factor-file', path]
    expectRefused(await runProgram(runArguments(output, ...day)), [[path, ...problem]])
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  it('refuses a file that is not there, and compares no mechanisms without a factor', async () => {
    const missing = ['--duration', '1d', '--emission-factor-file', 'nowhere.csv']
    expectRefused(await runProgram(runArguments(join(folder, 'none.jsonl'), ...missing)), [
      ['--emission-factor-file = nowhere.csv', 'a readable CSV file'],
    ])
    const week = ['--start', START, '--interval', '900', '--emission-factor-file', factors]
    expectRefused(await runProgram(['market', 'compare', '--mechanisms', 'vcg', ...week]), [[factors, 'period']])
  })

  it('is looked at by check', async () => {
    const cwd = temporaryFolder()
    const check = (path: string) => runProgram(['check', '--no-server', '--emission-factor-file', path], { cwd })
    const found = /emission factors from\s+2025-01-05T17:00:00Z to 2025-01-06T17:15:00Z/
    expect((await check(factors)).stdout).toMatch(found)
    const bad = write('check.csv', FACTORS.replace('0.6', 'x'))
    expect(await check(bad)).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('check.csv:3: kg_per_kwh = x'),
    })
  })

  it('ends a live run where it ends, and keeps what was written', async () => {
    const output = join(folder, 'live.jsonl')
    const short = write('live.csv', rows(`${START},0.4`, '2025-01-06T00:15:00+07:00,0.5'))
    const args = ['--speed', '100000', '--emission-factor-file', short, '--quiet']
    const ended = await runProgram(runArguments(output, ...args))
    expect(ended.exitCode).toBe(1)
    expect(ended.stderr).toContain('live.csv has no emission factor from 2025-01-05T17:30:00Z on')
    const times = new Set(readingsOf(output).map(({ timestamp }) => timestamp))
    expect([...times]).toEqual(['2025-01-05T17:15:00Z', '2025-01-05T17:30:00Z'])
    expect(readingsOf(streamPath(output, 'settlements')).length).toBeGreaterThan(0)
  })
})

describe('--emission-factor', () => {
  it("thailand-tgo changes with the year, at the campus's midnight", async () => {
    const output = join(folder, 'year end.jsonl')
    const days = ['--start', '2025-12-31T00:00:00+07:00', '--duration', '2d', '--emission-factor', 'thailand-tgo']
    await succeed(runArguments(output, '--quiet', ...days))
    const midnight = '2025-12-31T17:00:00Z'
    const factorUntil = (timestamp: string) => (timestamp <= midnight ? 0.4999 : 0.475)
    const readings = readingsOf(output)
    const trades = readingsOf(streamPath(output, 'trades'))
    const certified = certifiedParts(trades, readings)
    const offsets = [
      ...readings.map((reading) => ({ record: reading, energy: milliWh(reading, 'energy_generated') })),
      ...trades.map((trade, i) => ({ record: trade, energy: certified[i] })),
    ]
    for (const { record, energy } of offsets) {
      const expected = kwh(energy) * factorUntil(String(record.timestamp))
      expect(Math.abs(numberOf(record, 'carbon_offset') - expected)).toBeLessThan(HALF_A_MILLIGRAM)
    }
    const issued = readingsOf(streamPath(output, 'renewable_certificates')).filter(({ event }) => event === 'issued')
    for (const record of issued) {
      expect(record.emission_factor).toBe(factorUntil(String(record.interval_end)))
    }
    for (const records of [readings.filter((reading) => numberOf(reading, 'energy_generated') > 0), trades, issued]) {
      expect(new Set(records.map(({ timestamp }) => factorUntil(String(timestamp)))).size).toBe(2)
    }
  })

  it('refuses unknown names with the known ones, on the command line and in a campus file', async () => {
    const cwd = temporaryFolder()
    const day = runArguments(join(cwd, 'data', 'r.jsonl'), '--duration', '1d')
    const known = ['expected compatibility, thailand-tgo, thailand-tgo-2016-2018, thailand-tgo-2026 or']
    const flag = await runProgram([...day, '--emission-factor', 'thailand'], { cwd })
    expectRefused(flag, [['command line', '--emission-factor = thailand', ...known]])
    const campus = { ...CAMPUS, settings: { EMISSION_FACTOR: 'thailand' } }
    writeFileSync(join(cwd, 'campus.json'), JSON.stringify(campus))
    const file = await runProgram([...day, '--config', 'campus.json'], { cwd })
    expectRefused(file, [['campus.json', 'settings.EMISSION_FACTOR = thailand', ...known]])
    expect(readdirSync(cwd)).toEqual(['campus.json'])
  })

  it('refuses a name beside a file or a rate from the same source', async () => {
    const day = runArguments(join(folder, 'two.jsonl'), '--duration', '1d', '--emission-factor', 'thailand-tgo')
    expectRefused(await runProgram([...day, '--emission-factor-file', factors]), [
      ['command line', '--emission-factor-file and --emission-factor', 'only one of them'],
    ])
    const env = { EMISSION_FACTOR: 'compatibility', CARBON_OFFSET_RATE: '0.5' }
    expectRefused(await runProgram(runArguments(join(folder, 'two.jsonl'), '--duration', '1d'), { env }), [
      ['environment', 'EMISSION_FACTOR and CARBON_OFFSET_RATE', 'only one of them'],
    ])
  })
})
