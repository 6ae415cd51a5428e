/** @module The seam between delivery and a destination of records. */

import type { BatchLimits, RecordBatch } from '../journal/record-batch.ts'
import type { RecordStream, StreamPosition } from '../journal/record-stream.ts'
import type { RunManifest } from '../journal/run-manifest.ts'

export type { BatchLimits, JournalRecord, RecordBatch } from '../journal/record-batch.ts'

/** Where a destination stands; a stream that is missing was never written to. */
export type Cursors = ReadonlyMap<RecordStream, StreamPosition>

/**
 * A destination of records. It writes, and says when it could not; queues, retries and pace are delivery's.
 *
 * Calls never overlap. After a failed `open` or `write` delivery closes it and opens it again before it writes.
 */
export interface Sink {
  /** As in `--sinks`. */
  readonly name: string
  readonly streams: readonly RecordStream[]
  readonly limits: BatchLimits
  /**
   * Connects, makes what is missing (tables, topics), and takes over from any earlier writer of the same run.
   *
   * @param signal - aborted when it takes too long or the run ends
   * @returns the cursors the destination holds of this run
   * @throws SinkError
   */
  open(run: RunManifest, signal: AbortSignal): Promise<Cursors>
  /**
   * Writes batches of different streams and their cursors at once: all of it or nothing.
   *
   * @returns resolves when the destination has them durably
   * @throws SinkError
   */
  write(batches: readonly RecordBatch[], signal: AbortSignal): Promise<void>
  /** Gives connections back; never throws, and may be called at any time. */
  close(): Promise<void>
}

/**
 * Why a destination could not be written to.
 *
 * - `unavailable`: nobody there, or no answer: tried again.
 * - `misconfigured`: it answers and refuses: wrong password, missing database, topic or privilege, foreign schema. A run
 *   does not start with it; met later, it is told and tried again.
 * - `fenced`: a younger simulator has taken over this run: the older one ends.
 * - `rejected`: it will never take this record, such as one that is larger than it allows, or one that contradicts what
 *   it holds. Told and tried again slowly, since someone may mend it.
 */
export type SinkFault = 'unavailable' | 'misconfigured' | 'fenced' | 'rejected'

/** A message names the destination without its password, what was expected and what to do. */
export class SinkError extends Error {
  override readonly name = 'SinkError'
  readonly fault: SinkFault

  constructor(fault: SinkFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}
