/** @module What a run and the thread of its HTTP interface tell each other. */

import type { SinkStatus } from '../delivery/sink-status.ts'
import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'
import type { LiveTick, RunFacts } from './live-campus.ts'
import type { RecordPlaces } from './recorded/recorded-run.ts'
import type { ControlAnswer, ControlRequest } from './run-control.ts'
import type { ToldUtility } from './told-utility.ts'

export interface ApiThreadInputs {
  readonly host: string
  readonly port: number
  readonly token: string
  readonly places: RecordPlaces
  readonly facts: RunFacts
}

/** What the run tells. */
export type ApiMessage =
  | { readonly kind: 'tick'; readonly tick: LiveTick }
  | { readonly kind: 'sinks'; readonly sinks: readonly SinkStatus[] }
  | { readonly kind: 'answered'; readonly number: number; readonly answer: ControlAnswer }
  | { readonly kind: 'utility'; readonly told: ToldUtility }
  | { readonly kind: 'alerts'; readonly records: readonly AlertRecord[]; readonly areNew: boolean }
  | { readonly kind: 'judged'; readonly judgedMs: number }
  | { readonly kind: 'close' }

/** What the thread tells. */
export type ApiEvent =
  | { readonly kind: 'listening'; readonly url: string }
  /** The address cannot be had; the system's code, such as EADDRINUSE. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** A request failed by a fault of the program. */
  | { readonly kind: 'fault'; readonly text: string }
  /** Something is asked of the run. */
  | { readonly kind: 'asked'; readonly number: number; readonly request: ControlRequest }
  | { readonly kind: 'closed' }
