/** @module What a run and the thread that watches it for alerts tell each other. */

import type { RunClock } from '../../time/run-clock.ts'
import type { AlertRecord } from '../alerts/alert-record.ts'
import type { JudgedSink, TickCounts } from '../alerts/program-rules.ts'

/** What the run tells. */
export type WatchRequest =
  | { readonly kind: 'start' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'clock'; readonly clock: RunClock }
  | { readonly kind: 'sinks'; readonly sinks: readonly JudgedSink[] }
  | { readonly kind: 'ticks'; readonly counts: TickCounts }
  | { readonly kind: 'close' }

/** What the thread tells. */
export type WatchEvent =
  | { readonly kind: 'records'; readonly records: readonly AlertRecord[]; readonly areNew: boolean }
  /** How far the run is judged [ms since 1970 UTC], and the oldest file that is still needed. */
  | { readonly kind: 'status'; readonly judgedMs: number | null; readonly segment: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'closed' }
