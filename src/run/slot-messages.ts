/** @module What a run and the thread that records its slots say to each other. */

import type { Retirement } from '../certificates/retirement.ts'
import type { MeterBill } from '../market/bills.ts'
import type { FailedAnswer } from './answering-thread.ts'
import type { SlotRecorderState } from './slot-recorder.ts'

export type SlotRequest =
  /** Record the slots of a packet, and bills that were closed with them; the packet travels back. */
  | {
      readonly kind: 'record'
      readonly packet: Float64Array<ArrayBuffer>
      readonly length: number
      readonly bills: readonly MeterBill[]
    }
  | { readonly kind: 'retire'; readonly retirement: Retirement; readonly atMs: number }
  | { readonly kind: 'flush' }
  | { readonly kind: 'close' }

/** One answer to each request, in their order; the first tells that the streams are open. */
export type SlotReply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'recorded'; readonly packet: Float64Array<ArrayBuffer> }
  /** With why it could not be done; null where it was. */
  | { readonly kind: 'retired'; readonly refused: string | null }
  | { readonly kind: 'flushed'; readonly state: SlotRecorderState }
  | { readonly kind: 'closed' }
  | FailedAnswer
