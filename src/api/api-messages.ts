/** @module What a run and the thread of its HTTP interface tell each other. */

import type { SinkStatus } from '../delivery/sink-status.ts'
import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'
import type { LiveMeasures, LiveTick, RunFacts, ToldPace } from './live-campus.ts'
import type { RecordPlaces } from './recorded/recorded-run.ts'
import type { ControlAnswer, ControlRequest } from './run-control.ts'
import type { ThreadFigures } from './thread-watch.ts'
import type { ToldUtility } from './told-utility.ts'

export interface ApiThreadInputs {
  readonly host: string
  readonly port: number
  /** Of the metrics alone; null for none. */
  readonly metricsPort: number | null
  readonly token: string
  readonly places: RecordPlaces
  readonly facts: RunFacts
}

/** What the run tells. */
export type ApiMessage =
  | { readonly kind: 'tick'; readonly tick: LiveTick }
  | { readonly kind: 'pace'; readonly pace: ToldPace }
  | { readonly kind: 'measures'; readonly measures: LiveMeasures }
  /** Of the run's thread; told every second, as long as it lives. */
  | { readonly kind: 'thread'; readonly figures: ThreadFigures }
  | { readonly kind: 'sinks'; readonly sinks: readonly SinkStatus[] }
  | { readonly kind: 'answered'; readonly number: number; readonly answer: ControlAnswer }
  | { readonly kind: 'utility'; readonly told: ToldUtility }
  | { readonly kind: 'alerts'; readonly records: readonly AlertRecord[]; readonly areNew: boolean }
  | { readonly kind: 'judged'; readonly judgedMs: number }
  | { readonly kind: 'close' }

/** What the thread tells. */
export type ApiEvent =
  | { readonly kind: 'listening'; readonly url: string }
  /** An address cannot be had, of which of the two ports; the system's code, such as EADDRINUSE. */
  | { readonly kind: 'refused'; readonly port: 'api' | 'metrics'; readonly code: string; readonly message: string }
  /** A request failed by a fault of the program. */
  | { readonly kind: 'fault'; readonly text: string }
  /** Something is asked of the run. */
  | { readonly kind: 'asked'; readonly number: number; readonly request: ControlRequest }
  | { readonly kind: 'closed' }
