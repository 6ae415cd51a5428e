/** @module What is said between a run and the thread of its utility server. */

import type { Problem } from '../../errors/problem.ts'
import type { RunClock } from '../../time/run-clock.ts'
import type { OperationRequest } from '../utility/operate.ts'
import type { OperationError } from '../utility/operation.ts'
import type { ServerStatus } from './server-status.ts'

export type ServerRequest =
  | { readonly kind: 'operate'; readonly id: number; readonly request: OperationRequest }
  | { readonly kind: 'clock'; readonly clock: RunClock }
  | { readonly kind: 'close' }

export type ServerEvent =
  | { readonly kind: 'listening'; readonly port: number }
  /** It cannot be started; without problems it is a fault that no setting mends. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[]; readonly message: string }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly message: string
      /** Null when it was no fault of the operator. */
      readonly fault: OperationError['fault'] | null
      readonly field: string
    }
  | { readonly kind: 'status'; readonly status: ServerStatus }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'closed' }
