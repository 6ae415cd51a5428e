/** @module Where a fleet has its readings from: the journal of a run, or an engine of its own. */

import type { StreamPosition } from '../../../journal/record-stream.ts'
import type { MirroredReading } from '../mirrors/meter-sample.ts'

/** A reading with the meter it is of. */
export type FedReading = MirroredReading & { readonly meter_id: string }

/** All readings of one interval. */
export interface ReadingTick {
  /** End of the interval [ms since 1970 UTC]. */
  readonly timeMs: number
  readonly readings: readonly FedReading[]
  /** Where the next tick begins; null where there is no journal to come back to. */
  readonly until: StreamPosition | null
}

export interface ReadingFeed {
  /** Ticks as they come, until the signal aborts. */
  ticks(signal: AbortSignal): AsyncIterable<ReadingTick>
}
