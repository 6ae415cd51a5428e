import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { constantEmissions, type DatedEmissions } from '../certificates/emission-factors.ts'
import { parseEmissionFactors } from '../certificates/emission-file.ts'
import type { Settings } from '../config/settings.ts'
import { RunError } from '../errors/problem.ts'
import { requireEmissions } from './emission-coverage.ts'
import { executeRun } from './run.ts'
import { INTERVAL_SECONDS, METERS, RunFolder } from './run-folder.fixture.ts'
import { START_MS, testSettings } from './run-inputs.fixture.ts'
import { openSlotJournal } from './slot-journal.ts'

const INTERVAL_MS = INTERVAL_SECONDS * 1000
const HOUR_MS = 3_600_000

/** Hourly factors of 0.4, 0.5, … from an hour of the run on; known for `hours`. */
function hourlyText(hours: number, fromHour = 0): string {
  const rows = Array.from({ length: hours }, (_, hour) => {
    return `${new Date(START_MS + (fromHour + hour) * HOUR_MS).toISOString()},${(4 + hour) / 10}`
  })
  return ['timestamp,kg_per_kwh', ...rows].join('\n')
}

const hourly = (hours: number, fromHour = 0): DatedEmissions =>
  parseEmissionFactors(hourlyText(hours, fromHour), 'grid.csv')

describe('requireEmissions', () => {
  const settings = testSettings({ emissionFactorFile: 'grid.csv', intervalSeconds: INTERVAL_SECONDS })
  const require = (emissions: DatedEmissions, fromHour: number, toHour: number | null): (() => void) => {
    const endMs = toHour === null ? null : START_MS + toHour * HOUR_MS
    return () => requireEmissions({ settings, emissions }, { startMs: START_MS + fromHour * HOUR_MS, endMs })
  }

  it('is content with a file that reaches over a batch, to the millisecond', () => {
    expect(require(hourly(6), 0, 6)).not.toThrow()
    expect(require(hourly(6, -1), 0, 5)).not.toThrow()
    expect(require(constantEmissions(0.7), 0, 1e6)).not.toThrow()
  })

  it('tells what is known and what is needed, in one line', () => {
    // The run starts at 17:00 UTC of the day before.
    const known = 'grid.csv: period = 2025-03-09T17:00:00Z to 2025-03-09T23:00:00Z: expected emission factors for '
    expect(require(hourly(6), 0, 6.25)).toThrow(`${known}the whole run, 2025-03-09T17:00:00Z to 2025-03-09T23:15:00Z`)
    expect(require(hourly(6), -0.25, 5)).toThrow(`${known}the whole run, 2025-03-09T16:45:00Z to 2025-03-09T22:00:00Z`)
    expect(require(hourly(6), 6, null)).toThrow(
      `${known}the run's first interval, 2025-03-09T23:00:00Z to 2025-03-09T23:15:00Z`,
    )
  })

  it('asks of a live run no more than its first interval', () => {
    expect(require(hourly(6), 5.75, null)).not.toThrow()
    expect(require(hourly(6), 5.9, null)).toThrow('first interval')
    expect(require(hourly(6), -0.25, null)).toThrow('first interval')
  })
})

describe('a run with a file of emission factors', () => {
  let folder: RunFolder
  beforeEach(() => {
    folder = new RunFolder()
  })
  afterEach(() => folder.remove())

  /** A clock that stands still except in sleeps. */
  async function run(emissionText: string, changes: Partial<Settings>): Promise<void> {
    let ms = 0
    const emissions = parseEmissionFactors(emissionText, 'grid.csv')
    const { simulation } = await executeRun({
      inputs: { ...folder.inputs({ emissionFactorFile: 'grid.csv', ...changes }), emissionText, emissions },
      openSlots: openSlotJournal,
      clock: {
        wallMs: () => START_MS + ms,
        monotonicMs: () => ms,
        sleep: async (delayMs) => {
          ms += delayMs
        },
      },
      signal: new AbortController().signal,
      observer: { onTick: () => {}, onWaiting: () => {}, onNotice: () => {} },
    })
    await simulation.close()
  }
  const lines = (): string[] => readFileSync(folder.output, 'utf8').trimEnd().split('\n')

  it('is refused before anything is touched where the file ends early, also with --fresh', async () => {
    const tooLong = { durationMs: 3 * HOUR_MS }
    await expect(run(hourlyText(2), tooLong)).rejects.toThrow('grid.csv: period = ')
    expect(existsSync(folder.output)).toBe(false)
    await run(hourlyText(2), { durationMs: 2 * HOUR_MS })
    const before = folder.files()
    await expect(run(hourlyText(2), { ...tooLong, fresh: true })).rejects.toThrow('grid.csv: period = ')
    expect(folder.files()).toEqual(before)
  })

  it('is refused when it is resumed for longer than the file', async () => {
    await run(hourlyText(2), { durationMs: HOUR_MS })
    const before = folder.files()
    await expect(run(hourlyText(2), { startMs: null, durationMs: 3 * HOUR_MS, resume: true })).rejects.toThrow(
      'period = ',
    )
    expect(folder.files()).toEqual(before)
    await run(hourlyText(2), { startMs: null, durationMs: 2 * HOUR_MS, resume: true })
    expect(lines()).toHaveLength(8 * METERS)
  })

  it('stops where the file ends when it is live: all is written, and said, and resuming says it again', async () => {
    const ended = new RunError(
      'grid.csv has no emission factor from 2025-03-09T19:00:00Z on: the run stops here, with what it has written. ' +
        'Begin another run with a longer file and another --output.',
    )
    await expect(run(hourlyText(2), {})).rejects.toThrow(ended)
    const written = lines()
    expect(written).toHaveLength(8 * METERS)
    expect(written.at(-1)).toContain('"timestamp":"2025-03-09T19:00:00Z"')
    await expect(run(hourlyText(2), { startMs: null, resume: true })).rejects.toThrow(ended)
    expect(lines()).toEqual(written)
  })

  it('has no tick that reaches beyond the file', async () => {
    const [first, second] = [START_MS, START_MS + 1.5 * INTERVAL_MS]
    const rows = [first, second].map((ms) => `${new Date(ms).toISOString()},0.5`)
    await expect(run(['timestamp,kg_per_kwh', ...rows].join('\n'), {})).rejects.toThrow(RunError)
    expect(lines()).toHaveLength(3 * METERS)
  })
})
