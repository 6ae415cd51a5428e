/** @module What a run is given, and what it comes to. */

import type { RunSummary } from '../simulation/summary.ts'
import type { CampusSimulation } from './campus-simulation.ts'
import type { CommandQueue } from './command-queue.ts'
import type { OpenFollower } from './journal-follower.ts'
import type { MachineClock } from './pacing.ts'
import type { RunInputs } from './run-inputs.ts'
import type { RunObserver } from './run-observer.ts'
import type { OpenSlotRecorder } from './slot-recorder.ts'

export interface RunOptions {
  readonly inputs: RunInputs
  readonly clock: MachineClock
  readonly observer: RunObserver
  /** Aborted to stop after the present tick. */
  readonly signal: AbortSignal
  /** Who records what the market's slots bring: a thread of its own unless told otherwise. */
  readonly openSlots?: OpenSlotRecorder
  /** What the run is told while it goes; nothing unless told otherwise. */
  readonly commands?: CommandQueue
  /** Who takes the journal further; nobody unless told otherwise. */
  readonly openFollower?: OpenFollower
}

/** What a run has come to. */
export interface FinishedRun {
  /** At its last tick; the caller closes it. */
  readonly simulation: CampusSimulation
  readonly summary: RunSummary
}
