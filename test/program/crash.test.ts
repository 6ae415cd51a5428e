import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CAMPUS_METERS, runArguments } from './campus.ts'
import { temporaryFolder } from './folder.ts'
import { closedSegments, linesOf, sha256, wholeJournal } from './journal.ts'
import { Killer } from './kills.ts'
import { ROOT, runProgram, startProgram, succeed } from './program.ts'

const LENGTH = ['--duration', '40d']
const MAX_STARTS = 200

let folder: string

beforeAll(() => {
  folder = temporaryFolder()
})

/** What the market of a run writes beside its readings. */
const STREAMS = ['trading_opportunities', 'trades', 'settlements', 'market_slots', 'bills', 'renewable_certificates']

/** The readings of a run and the streams beside them. */
function filesOf(output: string): string[] {
  return [output, ...STREAMS.map((stream) => output.replace(/\.jsonl$/, `.${stream}.jsonl`))]
}

const hashesOf = (output: string): string[] => filesOf(output).map(sha256)

/** A resumed run says what it cut off the journal, and nothing else. */
const ONLY_WHAT_WAS_CUT = expect.stringMatching(
  /^(?:\{[^\n]*"msg":"Cut \d+ bytes off the end of the journal: [^\n]*\}\n)?$/,
)

/** Kills and resumes a batch until `kills` kills have hit; whenever a run completes, it is compared and begun anew. */
async function killBatch(name: string, seed: number, kills: number, extra: readonly string[]): Promise<Killer> {
  const reference = join(folder, `${name} uninterrupted.jsonl`)
  const begun = performance.now()
  await succeed(runArguments(reference, ...LENGTH, '--quiet', ...extra))
  const longestDelayMs = performance.now() - begun
  const wholeLength = statSync(reference).size
  const uninterrupted = hashesOf(reference)
  // The forty days begin and end within a month: the bills of the last one stand behind the last checkpoint.
  expect([...linesOf(reference.replace(/\.jsonl$/, '.bills.jsonl'))].at(-1)).toContain('"complete":false')
  const killer = new Killer({ seed, longestDelayMs, wholeLength, meters: CAMPUS_METERS })
  let completed = 0
  let isBegun = false
  for (let start = 0; start < MAX_STARTS && (killer.kills.length < kills || completed === 0); start++) {
    const output = join(folder, `${name} ${completed}.jsonl`)
    const program = startProgram(runArguments(output, ...LENGTH, '--quiet', ...extra, ...(isBegun ? ['--resume'] : [])))
    if (killer.kills.length < kills && (await killer.kill(program, output))) {
      isBegun = true
      continue
    }
    expect(await program.ended).toMatchObject({ exitCode: 0, stderr: ONLY_WHAT_WAS_CUT })
    expect(hashesOf(output)).toEqual(uninterrupted)
    for (const path of filesOf(output)) rmSync(path)
    completed++
    isBegun = false
  }
  process.stdout.write(`${name}: ${killer.describe()}; ${completed} runs completed\n`)
  expect(completed).toBeGreaterThan(0)
  return killer
}

describe('kill -9 at random moments, then the same command with --resume', () => {
  it('gives the bytes of an uninterrupted batch', async () => {
    const killer = await killBatch('batch', 1, 16, [])
    expect(killer.kills.length).toBeGreaterThanOrEqual(16)
    expect(killer.places).toBeGreaterThanOrEqual(8)
  })

  it('gives the bytes of an uninterrupted batch with two workers', async () => {
    const killer = await killBatch('two workers', 2, 4, ['--workers', '2'])
    expect(killer.kills.length).toBeGreaterThanOrEqual(4)
  })

  it('gives the bytes of an uninterrupted batch whose meters fail', async () => {
    const faults = join(ROOT, 'config', 'example_faults.json')
    const killer = await killBatch('faults', 4, 4, ['--workers', '2', '--faults', faults])
    expect(killer.kills.length).toBeGreaterThanOrEqual(4)
  })

  it('loses and repeats nothing of a live run that crosses midnights', async () => {
    const output = join(folder, 'live.jsonl')
    const batch = join(folder, 'live-as-batch.jsonl')
    const from = ['--start', '2025-03-14T20:00:00+07:00', '--interval', '300']
    const live = runArguments(output, ...from, '--speed', '60000', '--quiet')
    // Two seconds of 5 ms ticks are about a day and a half: eight such lives see several midnights.
    const killer = new Killer({ seed: 3, longestDelayMs: 2000, meters: CAMPUS_METERS })
    for (let start = 0; start < 8; start++) {
      expect(await killer.kill(startProgram(start === 0 ? live : [...live, '--resume']), output)).toBe(true)
    }
    // It writes again when a midnight goes by; stopped before, it would leave what the last kill left.
    const midnights = Math.max(1, closedSegments(output).length)
    const last = startProgram([...live, '--resume'])
    await last.until('it had passed another midnight', () => closedSegments(output).length > midnights)
    last.kill('SIGINT')
    expect(await last.ended).toMatchObject({ exitCode: 0, stderr: ONLY_WHAT_WAS_CUT })

    const bytes = wholeJournal(output)
    const ticks = bytes.toString('utf8').trimEnd().split('\n').length / CAMPUS_METERS
    process.stdout.write(`live: ${killer.describe()} of the day; ${ticks} ticks in all\n`)
    expect(Number.isInteger(ticks)).toBe(true)
    await succeed(runArguments(batch, ...from, '--duration', `${ticks * 300}s`, '--quiet'))
    expect(bytes.equals(readFileSync(batch))).toBe(true)
    for (const [i, path] of filesOf(output).entries()) {
      // The readings are in segments, which were compared above.
      if (i === 0) continue
      expect(statSync(path).size).toBeGreaterThan(0)
      expect(sha256(path)).toBe(sha256(filesOf(batch)[i]))
    }

    const closed = closedSegments(output)
    expect(closed[0].date).toBe('2025-03-14')
    expect(closed.map(({ isCompressed }) => isCompressed)).toEqual(closed.map((_, i) => i < closed.length - 1))
  })

  it('resumes right after midnight, when the new segment is missing', async () => {
    // The reading that ends at midnight belongs to the day that ends: one tick more begins the next segment.
    const output = join(folder, 'midnight.jsonl')
    const live = runArguments(output, '--start', '2025-03-14T23:00:00+07:00', '--speed', '90000', '--quiet')
    const first = startProgram(live)
    await first.until('midnight', () => closedSegments(output).length === 1)
    first.kill('SIGKILL')
    await first.ended
    const second = startProgram([...live, '--resume'])
    await second.until('a day', () => closedSegments(output).length === 2)
    second.kill('SIGTERM')
    expect(await second.ended).toMatchObject({ exitCode: 0 })
    const [{ path }] = closedSegments(output)
    expect(path).toContain('2025-03-14')
    const batch = join(folder, 'midnight-as-batch.jsonl')
    await succeed(runArguments(batch, '--start', '2025-03-14T23:00:00+07:00', '--duration', '7d', '--quiet'))
    const bytes = wholeJournal(output)
    expect(readFileSync(batch).subarray(0, bytes.length).equals(bytes)).toBe(true)
  })

  it('does nothing to a run that is already complete', async () => {
    const output = join(folder, 'complete.jsonl')
    const args = runArguments(output, '--duration', '1d', '--quiet')
    await succeed(args)
    const before = sha256(output)
    expect(await runProgram([...args, '--resume'])).toMatchObject({ exitCode: 0 })
    expect(sha256(output)).toBe(before)
    expect([...linesOf(output)]).toHaveLength(96 * CAMPUS_METERS)
  })
})
