import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Settings } from '../config/settings.ts'
import { UsageError } from '../errors/problem.ts'
import { INTERVAL_SECONDS, METERS, RunFolder } from './run-folder.fixture.ts'
import { START_MS } from './run-inputs.fixture.ts'
import { openRun, type RunOpening } from './run-opening.ts'

const NEW_START_MS = START_MS + 86_400_000
const ANEW = { startMs: NEW_START_MS, resumed: null, replaces: false, notices: [] }
const TICKS = 10

let folder: RunFolder
let checkpoint: string
let previous: string
beforeEach(() => {
  folder = new RunFolder()
  checkpoint = join(folder.path, 'r.checkpoint')
  previous = `${checkpoint}.1`
})
afterEach(() => folder.remove())

/** Opens a run that would begin a day later if it were new. */
const open = (changes: Partial<Settings> = {}): Promise<RunOpening> =>
  openRun(folder.inputs({ startMs: null, ...changes }), NEW_START_MS)

async function refusal(changes: Partial<Settings> = {}): Promise<string> {
  const before = folder.files()
  const error = await open(changes).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(UsageError)
  expect(folder.files()).toEqual(before)
  return error instanceof UsageError ? error.message : ''
}

/** Cuts the journal behind a number of whole ticks. */
function cutBehind(ticks: number): void {
  const lines = readFileSync(folder.output, 'utf8').split('\n')
  truncateSync(folder.output, Buffer.byteLength(`${lines.slice(0, ticks * METERS).join('\n')}\n`))
}

function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] ^= 1
  writeFileSync(path, bytes)
}

describe('a run into an empty folder', () => {
  it.each([{}, { resume: true }, { fresh: true }])('begins anew with %j', async (changes) => {
    expect(await open(changes)).toEqual(ANEW)
  })
})

describe('a run where another one has been', () => {
  // The checkpoint before the last is of tick 0: a short run saves at its beginning and at its end.
  beforeEach(() => folder.batch(TICKS))

  it('is refused unless told what to do, and nothing is changed', async () => {
    expect(await refusal()).toMatch(/^test: outputFile = .*r\.jsonl: .*--resume.*--fresh.*Nothing was changed/)
  })

  it('is refused as well when only a checkpoint or only the journal is left', async () => {
    rmSync(folder.output)
    expect(await refusal()).toContain('r.checkpoint')
    await folder.batch(TICKS, { fresh: true })
    rmSync(checkpoint)
    rmSync(previous)
    expect(await refusal()).toContain('r.jsonl')
  })

  it('replaces it with --fresh, however it was configured, but not before the new run begins', async () => {
    const before = folder.files()
    expect(await open({ fresh: true, seed: 1 })).toEqual({ ...ANEW, replaces: true })
    expect(folder.files()).toEqual(before)
  })

  it('continues it with --resume from its own start', async () => {
    const { startMs, resumed, notices } = await open({ resume: true })
    expect(startMs).toBe(START_MS)
    expect(resumed?.header).toMatchObject({ tick: TICKS, startMs: START_MS })
    expect(resumed?.lastTick).toBe(TICKS)
    expect(resumed?.validLength).toBe(readFileSync(folder.output).length)
    expect(notices).toEqual([])
    expect((await open({ resume: true, startMs: START_MS })).startMs).toBe(START_MS)
  })

  it('tells of a torn tail, and leaves cutting it to the writer', async () => {
    const whole = readFileSync(folder.output)
    const nextTick = whole
      .toString()
      .split('\n')
      .slice(-METERS - 1, -1)
      .join('\n')
      .replaceAll('T19:30:', 'T19:45:')
    appendFileSync(folder.output, nextTick.slice(0, 1000))
    const { resumed, notices } = await open({ resume: true })
    expect(resumed?.lastTick).toBe(TICKS)
    expect(resumed?.validLength).toBe(whole.length)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(/^Cut 1000 bytes off the end of the journal/)
    expect(readFileSync(folder.output)).toHaveLength(whole.length + 1000)
  })

  it('passes over a checkpoint the journal does not reach any more', async () => {
    cutBehind(7)
    const { resumed, notices } = await open({ resume: true })
    expect(resumed?.header.tick).toBe(0)
    expect(resumed?.lastTick).toBe(7)
    expect(notices).toEqual([expect.stringMatching(/r\.checkpoint: ahead of the journal/)])
  })

  it('takes the previous generation when the newest checkpoint is damaged', async () => {
    damage(checkpoint)
    const { resumed, notices } = await open({ resume: true })
    expect(resumed?.header.tick).toBe(0)
    expect(resumed?.lastTick).toBe(TICKS)
    expect(notices).toEqual([expect.stringContaining('r.checkpoint')])
  })

  it('begins at the first tick when the journal is gone and the checkpoint of the start is left', async () => {
    rmSync(folder.output)
    const { startMs, resumed } = await open({ resume: true })
    expect(startMs).toBe(START_MS)
    expect(resumed).toMatchObject({ lastTick: 0, validLength: 0, header: { tick: 0, journalLength: 0 } })
  })

  it.each<Partial<Settings>>([
    { seed: 43 },
    { carbonOffsetRate: 0.5 },
    { meterTypeShares: [1, 0, 0, 0] },
    { weatherWeights: [1, 0, 0, 0, 0] },
  ])('is refused with other settings that shape the readings: %j', async (changes) => {
    expect(await refusal({ resume: true, ...changes })).toMatch(
      /^test: outputFile = .*r\.jsonl: expected a checkpoint of the same settings.*r\.checkpoint/,
    )
  })

  it('is refused with other settings also when the journal has lost its end', async () => {
    cutBehind(7)
    expect(await refusal({ resume: true, seed: 43 })).toMatch(
      /^test: outputFile = .*r\.jsonl: expected a checkpoint of the same settings.*r\.checkpoint/,
    )
  })

  it('continues with other settings that do not', async () => {
    const changes = { speed: 60, outputKeepDays: 3, logLevel: 'debug', quiet: true, durationMs: 1e9 } as const
    expect((await open({ resume: true, ...changes })).resumed?.lastTick).toBe(TICKS)
  })

  it('is refused with another start', async () => {
    expect(await refusal({ resume: true, startMs: NEW_START_MS })).toMatch(
      /^test: startMs = .*: expected the start of the run to continue, 2025-03-09T17:00:00\.000Z\. Leave startMs out/,
    )
  })

  it('is refused with another fleet, whose ticks the journal does not hold', async () => {
    expect(await refusal({ resume: true, meters: METERS - 1 })).toContain('r.jsonl')
    expect(await refusal({ resume: true, meters: METERS + 1 })).toContain('r.jsonl')
  })

  it('is refused when both checkpoints are damaged, or gone', async () => {
    damage(checkpoint)
    damage(previous)
    expect(await refusal({ resume: true })).toMatch(/r\.checkpoint: .*; .*r\.checkpoint\.1: .*--fresh/)
    rmSync(checkpoint)
    rmSync(previous)
    expect(await refusal({ resume: true })).toContain('a journal without its checkpoint')
  })

  it('begins anew when all that is left is unusable and holds no reading', async () => {
    damage(checkpoint)
    damage(previous)
    truncateSync(folder.output)
    const { startMs, resumed, replaces, notices } = await open({ resume: true })
    expect({ startMs, resumed, replaces }).toEqual({ startMs: NEW_START_MS, resumed: null, replaces: true })
    expect(notices).toHaveLength(2)
  })

  it('reads a checkpoint that was written but not yet put in place', async () => {
    copyFileSync(checkpoint, `${checkpoint}.tmp`)
    rmSync(checkpoint)
    expect((await open({ resume: true })).resumed?.header.tick).toBe(TICKS)
  })
})

describe('a run whose file is no journal', () => {
  it.each(['--resume', 'no flag'])('is refused with %s and leaves it alone', async (flag) => {
    writeFileSync(folder.output, 'timestamp,meter_id,kw\n2025-01-01T00:00:00Z,M1,1\n')
    expect(await refusal({ resume: flag === '--resume' })).toContain('r.jsonl')
  })

  it(`is refused when its ticks are not those of ${INTERVAL_SECONDS} s`, async () => {
    await folder.batch(TICKS)
    expect(await refusal({ resume: true, intervalSeconds: 300 })).toContain('r.checkpoint')
  })
})
