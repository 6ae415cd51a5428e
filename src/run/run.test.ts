import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { utcText } from '../time/utc-text.ts'
import type { MachineClock } from './pacing.ts'
import { executeRun } from './run.ts'
import { INTERVAL_SECONDS, METERS, RunFolder } from './run-folder.fixture.ts'
import { START_MS } from './run-inputs.fixture.ts'
import type { RunProgress } from './run-observer.ts'
import { openSlotJournal } from './slot-journal.ts'

const HOUR_MS = 3_600_000
const TICKS = 30

let folder: RunFolder
beforeEach(() => {
  folder = new RunFolder()
})
afterEach(() => folder.remove())

const journal = (): string => readFileSync(folder.output, 'utf8')

/** Everything a run has written but its checkpoints. */
const streams = (): Record<string, string> =>
  Object.fromEntries(Object.entries(folder.files()).filter(([name]) => name.endsWith('.jsonl')))

/** The part of a journal that holds its first ticks. */
const firstTicks = (text: string, ticks: number): string => text.split(/(?<=\n)/, ticks * METERS).join('')

/** The readings of a run that nothing interrupted. */
async function uninterrupted(ticks: number): Promise<string> {
  const other = new RunFolder()
  try {
    await other.batch(ticks)
    return readFileSync(other.output, 'utf8')
  } finally {
    other.remove()
  }
}

describe('a batch run', () => {
  it('writes every tick once, in meter order', async () => {
    await folder.batch(TICKS)
    const readings = journal()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(readings).toHaveLength(TICKS * METERS)
    readings.forEach((reading, i) => {
      const tick = 1 + Math.floor(i / METERS)
      const timestamp = utcText(START_MS + tick * INTERVAL_SECONDS * 1000)
      expect(reading).toMatchObject({ timestamp, meter_id: `AMI_METER_00${1 + (i % METERS)}` })
    })
  })

  it('stopped after any tick and resumed gives the same bytes', async () => {
    const expected = await uninterrupted(TICKS)
    for (const stops of [[1], [7, 8, 20], [29]]) {
      for (const [k, stop] of stops.entries()) {
        await folder.batch(TICKS, k === 0 ? { fresh: true } : { resume: true }, stop)
        expect(journal()).toBe(firstTicks(expected, stop))
      }
      await folder.batch(TICKS, { resume: true })
      expect(journal()).toBe(expected)
    }
  })

  it('ends with the bills of the open month, which a resumed run cuts off and writes for all of it', async () => {
    const bills = (): string[] => folder.files()['r.bills.jsonl'].trimEnd().split('\n')
    await folder.batch(TICKS)
    const uninterrupted = streams()
    expect(bills()).toHaveLength(METERS)
    await folder.batch(TICKS, { fresh: true }, 7)
    for (const [i, line] of bills().entries()) {
      expect(JSON.parse(line)).toMatchObject({
        month: '2025-03',
        from: utcText(START_MS),
        until: utcText(START_MS + 7 * INTERVAL_SECONDS * 1000),
        complete: false,
        meter_id: `AMI_METER_00${1 + i}`,
      })
    }
    expect(bills()).toHaveLength(METERS)
    await folder.batch(TICKS, { resume: true })
    expect(streams()).toEqual(uninterrupted)
    await folder.batch(TICKS, { resume: true })
    expect(streams()).toEqual(uninterrupted)
  })

  it('stopped within a slot and resumed knows what came before in it', async () => {
    await folder.batch(TICKS, { intervalSeconds: 300 })
    const uninterrupted = streams()
    expect(uninterrupted['r.market_slots.jsonl'].trimEnd().split('\n')).toHaveLength(TICKS)
    for (const stop of [7, 8]) {
      await folder.batch(TICKS, { intervalSeconds: 300, fresh: true }, stop)
      await folder.batch(TICKS, { intervalSeconds: 300, resume: true })
      expect(streams()).toEqual(uninterrupted)
    }
  })

  it('whose journal lost its end catches up from the checkpoint before and gives the same bytes', async () => {
    await folder.batch(TICKS)
    const expected = journal()
    for (const length of [100, expected.length >> 1, expected.length - 1]) {
      truncateSync(folder.output, length)
      const notices = await folder.batch(TICKS, { resume: true })
      expect(notices.length).toBeGreaterThan(0)
      expect(journal()).toBe(expected)
      await folder.batch(TICKS, { fresh: true })
    }
  })

  it('resumed for longer goes on, and for shorter changes nothing', async () => {
    const expected = await uninterrupted(TICKS)
    await folder.batch(TICKS - 10)
    await folder.batch(TICKS - 15, { resume: true })
    expect(journal()).toBe(firstTicks(expected, TICKS - 10))
    await folder.batch(TICKS, { resume: true })
    expect(journal()).toBe(expected)
  })

  it('refuses to go on from readings that it would not have written, and changes nothing', async () => {
    await folder.batch(TICKS)
    // The newest checkpoint is ahead of the torn journal: all readings follow the one before it.
    const whole = journal().slice(0, -1)
    for (const at of [0, whole.length >> 1]) {
      const changed = whole.slice(0, at) + whole.slice(at).replace('"quality":"good"', '"quality":"fine"')
      writeFileSync(folder.output, changed)
      const before = folder.files()
      await expect(folder.batch(TICKS, { resume: true })).rejects.toThrow(RunError)
      expect(folder.files()).toEqual(before)
    }
    writeFileSync(folder.output, whole)
    await folder.batch(TICKS, { resume: true })
  })

  it('stopped while it compares changes nothing, and can be resumed again', async () => {
    await folder.batch(TICKS)
    const uninterrupted = streams()
    truncateSync(folder.output, journal().length - 1)
    const before = folder.files()
    for (const stop of [1, 5, TICKS - 1]) {
      expect(await folder.batch(TICKS, { resume: true }, stop, 'replaying')).toEqual([])
      expect(folder.files()).toEqual(before)
    }
    await folder.batch(TICKS, { resume: true })
    expect(streams()).toEqual(uninterrupted)
  })
})

describe('a live run', () => {
  /** A clock that stands still except in sleeps, from the start of the run on. */
  class LiveClock implements MachineClock {
    ms = 0
    wallMs = (): number => START_MS + this.ms
    monotonicMs = (): number => this.ms
    sleep = async (delayMs: number): Promise<void> => {
      this.ms += delayMs
    }
  }

  const waits: number[] = []
  beforeEach(() => {
    waits.length = 0
  })

  /** Runs live until a tick is done. */
  async function live(clock: MachineClock, lastTick: number, resume = false): Promise<RunProgress[]> {
    const progress: RunProgress[] = []
    const stop = new AbortController()
    const { simulation } = await executeRun({
      openSlots: openSlotJournal,
      inputs: folder.inputs({ startMs: resume ? null : START_MS, resume }),
      clock,
      signal: stop.signal,
      observer: {
        onTick: (at) => {
          progress.push(at)
          if (at.simulation.tick >= lastTick) stop.abort()
        },
        onWaiting: (delayMs) => waits.push(delayMs),
        onNotice: () => {},
      },
    })
    await simulation.close()
    return progress
  }

  it('begins each tick when it is due', async () => {
    const clock = new LiveClock()
    const progress = await live(clock, 5)
    expect(clock.ms).toBe(5 * INTERVAL_SECONDS * 1000)
    expect(waits).toEqual([INTERVAL_SECONDS * 1000])
    expect(progress.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'live'))
    expect(progress.map(({ lateTicks, lastTick }) => [lateTicks, lastTick])).toEqual(
      Array.from({ length: 5 }, () => [0, null]),
    )
    const { tickDuration, tickLateness } = progress[4].measures.figures()
    const all = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count)
    expect([all(tickDuration.counts), all(tickLateness.counts)]).toEqual([5, 5])
    expect([tickDuration.sumSeconds, tickLateness.sumSeconds]).toEqual([0, 0])
    expect(journal()).toBe(await uninterrupted(5))
  })

  it('waits for a start in the future, and says for how long', async () => {
    const clock = new LiveClock()
    clock.ms = -2 * HOUR_MS
    await live(clock, 1)
    expect(waits).toEqual([2 * HOUR_MS + INTERVAL_SECONDS * 1000])
    expect(clock.ms).toBe(INTERVAL_SECONDS * 1000)
  })

  it('catches up what it missed while it was down, then is live again', async () => {
    const clock = new LiveClock()
    await live(clock, 3)
    clock.ms += 4 * HOUR_MS
    const progress = await live(clock, 22, true)
    // Ticks 4 to 17 are more than an interval behind, tick 18 is one, and tick 19 is due right now.
    expect(progress.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 14 }, () => 'catching up'),
      ...Array.from({ length: 5 }, () => 'live'),
    ])
    const { tickDuration, tickLateness } = progress[18].measures.figures()
    // What is caught up is not late; tick 18 is, by one interval of 15 minutes.
    expect(tickDuration.counts.reduce((sum, count) => sum + count)).toBe(19)
    expect([tickLateness.counts.at(-1), tickLateness.sumSeconds]).toEqual([1, INTERVAL_SECONDS])
    expect(journal()).toBe(await uninterrupted(22))
  })

  it('begins a new file at midnight, also when it was resumed, and the files together are the run', async () => {
    const clock = new LiveClock()
    const { opportunities, certificates } = (await live(clock, 95))[94].measures.figures()
    const published = folder.files()['r.trading_opportunities.jsonl'].trimEnd().split('\n')
    expect(published[0]).toContain('"suggested_price"')
    expect(opportunities).toBe(published.length)
    expect(certificates?.issuedKwh).toBeGreaterThan(0)
    await live(clock, 97, true)
    await live(clock, 193, true)
    const expected = await uninterrupted(193)
    const files = folder.files()
    const day = (name: string): string =>
      name in files ? files[name] : gunzipSync(Buffer.from(files[`${name}.gz`], 'latin1')).toString('latin1')
    expect(day('r.2025-03-10.jsonl').split('\n')).toHaveLength(96 * METERS + 1)
    expect(day('r.2025-03-11.jsonl').split('\n')).toHaveLength(96 * METERS + 1)
    expect(day('r.2025-03-10.jsonl') + day('r.2025-03-11.jsonl') + journal()).toBe(expected)
  })
})
