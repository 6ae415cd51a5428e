/** @module The seam between a run and where its meters are computed: in this thread or in workers, with equal results. */

import type { ReadingColumns } from '../simulation/readings/reading-batch.ts'

/** Computes ticks of a whole fleet; conditions, columns and state are shared memory the run owns. */
export interface FleetShards {
  /** How many threads compute; 1 is this one. */
  readonly threads: number
  readonly columns: ReadingColumns
  /** The last tick's sums by meter type over the whole fleet. */
  readonly totals: Float64Array
  /** The last tick's counts of readings by quality over the whole fleet, see TALLY. */
  readonly tallies: Float64Array
  /** Computes the tick the shared conditions describe. */
  advance(): Promise<void> | void
  /**
   * Passes the tick's readings as JSON lines to `take`, in meter order.
   *
   * @param take - copies or writes the bytes before its promise resolves; they are reused afterwards
   */
  write(take: (lines: Uint8Array) => Promise<void> | void): Promise<void> | void
  close(): Promise<void>
}
