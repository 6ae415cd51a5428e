import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RunError } from '../errors/problem.ts'
import { JournalWriter } from './journal-writer.ts'
import { recoverRun } from './run-recovery.ts'
import { SegmentRotation } from './segment-rotation.ts'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotation-'))
  output = join(folder, 'r.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const ZONE = 'Asia/Bangkok'
const HOUR = 3_600_000
/** Midnight in Bangkok, where 24 November 2026 begins. */
const MIDNIGHT = Date.UTC(2026, 10, 23, 17)
const METERS = { size: 1, meterId: () => 'M1' }
const lineOf = (timeMs: number): string => `{"timestamp":"${new Date(timeMs).toISOString()}","meter_id":"M1"}\n`
const hours = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => MIDNIGHT + (from + step) * HOUR)

/** A live run over the given ticks that starts from whatever is in the folder. */
async function run(times: readonly number[]): Promise<void> {
  const { lastTickMs, active } = recoverRun(output, METERS)
  const rotation = new SegmentRotation(output, ZONE, active.lastTickMs)
  let writer = await JournalWriter.open(output, active.validLength)
  for (const time of times) {
    if (lastTickMs !== null && time <= lastTickMs) continue
    writer = await rotation.writerFor(time, writer)
    await writer.append(new TextEncoder().encode(lineOf(time)))
    await writer.flush()
  }
  await writer.close()
}

const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
const text = (from: number, to: number): string => hours(from, to).map(lineOf).join('')

describe('SegmentRotation', () => {
  it('puts the tick that ends at midnight into the day that ends', () => {
    const rotation = new SegmentRotation(output, ZONE, null)
    expect(rotation.dateOf(MIDNIGHT - 15_000)).toBe('2026-11-23')
    expect(rotation.dateOf(MIDNIGHT)).toBe('2026-11-23')
    expect(rotation.dateOf(MIDNIGHT + 15_000)).toBe('2026-11-24')
    expect(rotation.dateOf(Date.UTC(2028, 1, 29, 17))).toBe('2028-02-29')
  })

  it('closes one segment per local day', async () => {
    await run(hours(-2, 26))
    expect(contents()).toEqual({
      'r.2026-11-23.jsonl': text(-2, 0),
      'r.2026-11-24.jsonl': text(1, 24),
      'r.jsonl': text(25, 26),
    })
  })

  it('gives the same files when the run stops and resumes after any tick', async () => {
    await run(hours(-2, 2))
    const expected = contents()
    for (let stop = -2; stop <= 2; stop++) {
      rmSync(folder, { recursive: true })
      folder = mkdtempSync(join(tmpdir(), 'rotation-'))
      output = join(folder, 'r.jsonl')
      await run(hours(-2, stop))
      await run(hours(-2, 2))
      expect(contents()).toEqual(expected)
    }
  })

  it('goes on when interrupted after the rename, and after a torn first line of the new day', async () => {
    await run(hours(-2, 0))
    renameSync(output, join(folder, 'r.2026-11-23.jsonl'))
    expect(recoverRun(output, METERS).lastTickMs).toBe(MIDNIGHT)
    writeFileSync(output, lineOf(MIDNIGHT + HOUR).slice(0, 30))
    await run(hours(-2, 2))
    expect(contents()).toEqual({ 'r.2026-11-23.jsonl': text(-2, 0), 'r.jsonl': text(1, 2) })
  })

  it('never overwrites a closed segment', async () => {
    writeFileSync(join(folder, 'r.2026-11-23.jsonl.gz'), 'kept')
    writeFileSync(output, text(-1, 0))
    await run(hours(-1, 1))
    expect(contents()).toEqual({
      'r.2026-11-23.jsonl.gz': 'kept',
      'r.2026-11-23.2.jsonl': text(-1, 0),
      'r.jsonl': text(1, 1),
    })
  })

  it('asks to decompress the closed segment the last tick is in', () => {
    writeFileSync(join(folder, 'r.2026-11-23.jsonl.gz'), '')
    expect(() => recoverRun(output, METERS)).toThrow(RunError)
    expect(() => recoverRun(output, METERS)).toThrow(/gunzip/)
  })
})
