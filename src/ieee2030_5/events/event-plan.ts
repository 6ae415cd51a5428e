/** @module What an event means for one device by itself: when it holds, and whether its server takes it back. */

import { EVENT_STATUS } from '../model/event.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import { cancellationDelay, effectiveSpan, type Span } from './effective-span.ts'
import type { EventFields, ProgramEvent } from './program-event.ts'

/** An end before its time. */
export interface EarlyEnd {
  readonly status: typeof RESPONSE_STATUS.cancelled | typeof RESPONSE_STATUS.superseded
  /** [s since 1970] */
  readonly at: number
}

export interface EventPlan<Content> {
  readonly source: ProgramEvent<Content>
  /** Without an early end. */
  readonly span: Span
  readonly earlyEnd: EarlyEnd | null
}

/** @param now - by the server's clock [s since 1970] */
export function planEvent<Content>(source: ProgramEvent<Content>, lfdi: string, now: number): EventPlan<Content> {
  const span = effectiveSpan(source.event, lfdi)
  const earlyEnd = takenBack(source.event, span, lfdi, now)
  // What was taken back after its end has run its course.
  return { source, span, earlyEnd: earlyEnd !== null && earlyEnd.at < span.end ? earlyEnd : null }
}

function takenBack(event: EventFields, span: Span, lfdi: string, now: number): EarlyEnd | null {
  const { currentStatus, dateTime } = event.EventStatus
  // A status is not set in the future; if a clock is wrong, it holds at once.
  const at = Math.min(dateTime, now)
  switch (currentStatus) {
    case EVENT_STATUS.cancelled:
      return { status: RESPONSE_STATUS.cancelled, at }
    case EVENT_STATUS.cancelledWithRandomization:
      // What has not started need not end gently.
      return { status: RESPONSE_STATUS.cancelled, at: span.start < at ? at + cancellationDelay(event, lfdi) : at }
    case EVENT_STATUS.superseded:
      return { status: RESPONSE_STATUS.superseded, at }
    default:
      return null
  }
}
