/** @module How punctual the ticks of a live run are, through the program itself. */

import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** A tick of 15 simulated seconds every 100 ms. */
const SPEED = 150
const TICK_MS = 100
const INTERVAL_SECONDS = 15
export const PROGRAM = join('bin', 'gridtokenx-sim.js')
export const START = '2026-03-02T03:00:00Z'
/** Ticks at the beginning, while everything is connected, that do not count. */
const WARM_TICKS = 30

/** How long after it was due, measured from the most punctual tick of the same run [ms]. */
export interface Lateness {
  readonly ticks: number
  readonly median: number
  readonly p99: number
  readonly worst: number
}

export interface LiveRunGiven {
  /** Besides start, interval and speed. */
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** That count. */
  readonly ticks: number
  /** Called after the first ticks; those until it is done do not count. */
  onWarm?(): Promise<void> | void
  /** Called when the last tick that counts is made, before the program is stopped. */
  onCounted?(): Promise<void> | void
}

export async function measureLiveTicks(given: LiveRunGiven, folder: string): Promise<Lateness> {
  const place = join(folder, 'live')
  const period = ['--start', START, '--interval', String(INTERVAL_SECONDS), '--speed', String(SPEED)]
  const output = ['--output', join(place, 'r.jsonl'), '--delivery-patience', '0']
  const program = spawn(process.execPath, [PROGRAM, 'run', ...period, ...given.flags, '--fresh', ...output], {
    env: { PATH: process.env.PATH ?? '', ...given.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const offsets: number[] = []
  let seen = 0
  let isCounting = false
  let rest = ''
  const failures: Error[] = []
  const attempt = async (work: () => Promise<void> | void): Promise<void> => {
    try {
      await work()
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)))
      program.kill('SIGINT')
    }
  }
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { tick, time }: { tick?: number; time: number } = JSON.parse(line)
      if (tick === undefined) continue
      seen++
      if (seen === WARM_TICKS) {
        void attempt(async () => {
          await given.onWarm?.()
          isCounting = true
        })
      }
      if (!isCounting || offsets.length === given.ticks) continue
      offsets.push(time - tick * TICK_MS)
      if (offsets.length < given.ticks) continue
      void attempt(async () => {
        await given.onCounted?.()
        program.kill('SIGINT')
      })
    }
  })
  await new Promise((done) => program.on('close', done))
  rmSync(place, { recursive: true, force: true })
  const [failure] = failures
  if (failure !== undefined) throw failure
  return latenessOf(offsets)
}

/** @param offsets - of each tick from a time they have in common [ms] */
function latenessOf(offsets: readonly number[]): Lateness {
  const earliest = Math.min(...offsets)
  const sorted = offsets.map((offset) => offset - earliest).sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { ticks: sorted.length, median: at(0.5), p99: at(0.99), worst: at(1) }
}
