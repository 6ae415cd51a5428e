/** @module A folder for the journals of a test, and batch runs into it. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '../config/settings.ts'
import type { MachineClock } from './pacing.ts'
import { executeRun } from './run.ts'
import { START_MS, testInputs } from './run-inputs.fixture.ts'
import type { RunInputs } from './run-inputs.ts'
import type { RunProgress } from './run-observer.ts'
import { openSlotJournal } from './slot-journal.ts'

export const INTERVAL_SECONDS = 900
export const METERS = 8

/** A clock for batch runs, which ask it for nothing but the present. */
const BATCH_CLOCK: MachineClock = { wallMs: () => START_MS, monotonicMs: () => 0, sleep: async () => {} }

export class RunFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'run-'))
  readonly output = join(this.path, 'r.jsonl')

  /** Settings for runs of a few meters into this folder. */
  inputs(changes: Partial<Settings> = {}): RunInputs {
    return testInputs({ meters: METERS, intervalSeconds: INTERVAL_SECONDS, outputFile: this.output, ...changes })
  }

  /**
   * Runs a batch until its end, or until it is stopped after so many ticks: of those it writes, or of a replay.
   *
   * @returns what the run had to tell
   */
  async batch(
    ticks: number,
    changes: Partial<Settings> = {},
    stopAfter = Number.POSITIVE_INFINITY,
    stopState: RunProgress['state'] = 'batch',
  ): Promise<string[]> {
    const notices: string[] = []
    const stop = new AbortController()
    const { simulation } = await executeRun({
      inputs: this.inputs({ durationMs: ticks * INTERVAL_SECONDS * 1000, ...changes }),
      clock: BATCH_CLOCK,
      // A thread runs compiled code only.
      openSlots: openSlotJournal,
      signal: stop.signal,
      observer: {
        onTick: ({ simulation, state }: RunProgress) => {
          if (state === stopState && simulation.tick >= stopAfter) {
            stop.abort()
          }
        },
        onWaiting: () => {},
        onNotice: (text) => notices.push(text),
      },
    })
    await simulation.close()
    return notices
  }

  /** Content of every file by name. */
  files(): Record<string, string> {
    const names = readdirSync(this.path).sort()
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(this.path, name), 'latin1')]))
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
