/** @module Brings a resumed simulation to the journal's last tick, and proves that it writes the same bytes. */

import { type FileHandle, open } from 'node:fs/promises'
import { RunError } from '../errors/problem.ts'
import type { CampusSimulation } from './campus-simulation.ts'

/** Reads the active segment forward and compares. */
export class JournalComparison {
  readonly #handle: FileHandle
  readonly #path: string
  #position: number
  #buffer = new Uint8Array(0)

  private constructor(handle: FileHandle, path: string, position: number) {
    this.#handle = handle
    this.#path = path
    this.#position = position
  }

  /** @param position - byte at which the next compared line begins */
  static async open(path: string, position: number): Promise<JournalComparison> {
    return new JournalComparison(await open(path, 'r'), path, position)
  }

  /**
   * Compares the next bytes of the journal with what the simulation writes.
   *
   * @throws RunError at the first difference: the run cannot be continued as the same run
   */
  async expect(lines: Uint8Array): Promise<void> {
    if (this.#buffer.length < lines.length) {
      this.#buffer = new Uint8Array(lines.length)
    }
    let done = 0
    while (done < lines.length) {
      const { bytesRead } = await this.#handle.read(this.#buffer, done, lines.length - done, this.#position + done)
      if (bytesRead === 0) {
        break
      }
      done += bytesRead
    }
    // Only what was read counts: behind the file's end the buffer still holds lines compared before.
    if (Buffer.compare(this.#buffer.subarray(0, done), lines) !== 0) {
      throw new RunError(
        `${this.#path} was not written by this version and machine: it differs from the resumed run after byte ${this.#position}. ` +
          'Continue it with what wrote it, start over with --fresh, or give another --output. Nothing was changed.',
      )
    }
    this.#position += lines.length
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

/** The active segment as a comparison sees it. */
export interface ActiveSegment {
  readonly path: string
  /** Byte at which the first tick behind the checkpoint begins. */
  readonly position: number
  /** Whether a tick is in it; earlier ones are in closed segments. */
  holds(tick: number): boolean
}

/**
 * Advances a simulation up to the journal's last tick, or until stopped, and compares what the active segment holds.
 *
 * @param beforeTick - called before each tick is computed
 * @throws RunError at the first difference
 */
export async function compareTo(
  simulation: CampusSimulation,
  lastTick: number,
  segment: ActiveSegment,
  signal: AbortSignal,
  onTick: () => void,
  beforeTick: () => void = () => {},
): Promise<void> {
  const comparison = await JournalComparison.open(segment.path, segment.position)
  try {
    while (simulation.tick < lastTick && !signal.aborted) {
      beforeTick()
      await simulation.advance()
      if (segment.holds(simulation.tick)) {
        await simulation.write((lines) => comparison.expect(lines))
      }
      onTick()
    }
  } finally {
    await comparison.close()
  }
}
