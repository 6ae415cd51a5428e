/** @module When and how a run saves its state: often enough that a restart is quick, seldom enough that it costs little. */

import { writeCheckpoint } from '../journal/checkpoint-file.ts'
import type { CampusSimulation } from './campus-simulation.ts'
import type { CheckpointHeader } from './checkpoint-header.ts'
import type { SlotRecorderState } from './slot-recorder.ts'

/** Shortest time between two checkpoints [ms]. */
const SHORTEST_GAP_MS = 2000
/** A checkpoint that took t is followed by at least this many times t of work. */
const WORK_PER_CHECKPOINT = 20

export class RunCheckpoints {
  readonly #path: string
  readonly #fingerprint: string
  #nextMs = 0

  constructor(path: string, fingerprint: string) {
    this.#path = path
    this.#fingerprint = fingerprint
  }

  /** Whether enough time has gone by for another one. */
  get isDue(): boolean {
    return performance.now() >= this.#nextMs
  }

  /**
   * Saves the state after the simulation's present tick; everything before the lengths must be durable.
   *
   * @param journalLength - length of the active segment after that tick [bytes]
   * @param slots - the streams beside it, and what their recorder remembers
   */
  async save(simulation: CampusSimulation, journalLength: number, slots: SlotRecorderState): Promise<void> {
    const begun = performance.now()
    const header: CheckpointHeader = {
      fingerprint: this.#fingerprint,
      startMs: simulation.startMs,
      tick: simulation.tick,
      journalLength,
      streams: slots.lengths,
    }
    await writeCheckpoint(this.#path, header, new Map([...simulation.save(), ...slots.columns]))
    const ended = performance.now()
    this.#nextMs = ended + Math.max(SHORTEST_GAP_MS, WORK_PER_CHECKPOINT * (ended - begun))
  }
}
