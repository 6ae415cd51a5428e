/** @module What there is to say about the delivery to one destination. */

/**
 * - `connecting`: not reached yet
 * - `delivering`: taking records
 * - `caught up`: has all there is
 * - `retrying`: failed, and tried again soon
 * - `suspended`: failed several times in a row (the circuit is open): tried now and then
 * - `failed`: given up, because the journal cannot be read any further
 * - `done`: has the whole run
 */
export type SinkState = 'connecting' | 'delivering' | 'caught up' | 'retrying' | 'suspended' | 'failed' | 'done'

export interface SinkStatus {
  readonly name: string
  readonly state: SinkState
  /** When it entered that state [ms since 1970 UTC]. */
  readonly sinceMs: number
  /** Records of all streams the destination has of this run. */
  readonly records: number
  /** Readings among them; null for a destination that takes none. */
  readonly readings: number | null
  /** Those that this process delivered. */
  readonly delivered: number
  /** What it lacks [bytes of the journal]. */
  readonly behindBytes: number
  /** Timestamp of the latest reading it has; null before the first. */
  readonly latestReading: string | null
  /** Timestamp of the first reading of the file it reads from: older files are not needed; null before the first. */
  readonly segment: string | null
  /** Failures in a row. */
  readonly failures: number
  /** All failures of this process, and how often it tried again after one. */
  readonly errors: number
  readonly retries: number
  /** Why it failed last; null when it never did, or has recovered. */
  readonly lastError: string | null
}
