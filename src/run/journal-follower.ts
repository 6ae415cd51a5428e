/** @module The seam between a run and whoever takes its journal further while it is written. */

import type { RunManifest } from '../journal/run-manifest.ts'

/** Follows the journal of one run; the meters never wait for it but in a batch that is far ahead. */
export interface JournalFollower {
  /** The journal is open and begins to grow. */
  start(): void
  /**
   * There is more to read.
   *
   * @throws RunError when the run must not go on
   */
  grew(): void
  /** For a batch: a promise while the journal is too far ahead of those who follow it. */
  room(): Promise<void> | undefined
  /** Timestamp of the first reading of the oldest file of readings that is still needed; null for none. */
  readonly oldestSegment: string | null
  /**
   * The journal is complete: resolves when all of it has been taken further.
   *
   * @param signal - aborted when the run is stopped: what is left can then wait for the next start
   * @throws RunError when that could not be done
   */
  finish(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/**
 * Finds out whether a run can be followed, before any file is touched.
 *
 * @throws UsageError when it cannot
 */
export type OpenFollower = (run: RunManifest) => Promise<JournalFollower>

/** Nobody follows. */
export const noFollower: JournalFollower = {
  start() {},
  grew() {},
  room: () => undefined,
  oldestSegment: null,
  finish: () => Promise.resolve(),
  close: () => Promise.resolve(),
}
