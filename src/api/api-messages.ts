/** @module What a run and the thread of its HTTP interface tell each other. */

import type { SinkStatus } from '../delivery/sink-status.ts'
import type { FleetStatus } from '../ieee2030_5/client/fleet/fleet-status.ts'
import type { ServerStatus } from '../ieee2030_5/server/server-status.ts'
import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import type { LiveTick, RunFacts } from './live-campus.ts'
import type { RecordPlaces } from './recorded/recorded-run.ts'
import type { OperationOutcome } from './utility-door.ts'

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
  | { readonly kind: 'utility'; readonly status: ServerStatus }
  | { readonly kind: 'clients'; readonly status: FleetStatus }
  | { readonly kind: 'operated'; readonly id: number; readonly outcome: OperationOutcome }
  | { readonly kind: 'close' }

/** What the thread tells. */
export type ApiEvent =
  | { readonly kind: 'listening'; readonly url: string }
  /** The address cannot be had; the system's code, such as EADDRINUSE. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** A request failed by a fault of the program. */
  | { readonly kind: 'fault'; readonly text: string }
  /** An operator asks something of the utility server. */
  | { readonly kind: 'operate'; readonly id: number; readonly request: OperationRequest }
  | { readonly kind: 'closed' }
