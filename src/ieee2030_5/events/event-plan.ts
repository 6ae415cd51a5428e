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
  /** Since when it has lost what, by target [s since 1970]: for good, whether what took it is still known or not. */
  readonly lost: Readonly<Record<string, number>>
}

/**
 * @param now - by the server's clock [s since 1970]
 * @param lost - what it has lost to others already
 */
export function planEvent<Content>(
  source: ProgramEvent<Content>,
  lfdi: string,
  now: number,
  lost: Readonly<Record<string, number>> = {},
): EventPlan<Content> {
  const span = effectiveSpan(source.event, lfdi)
  const earlyEnd = takenBack(source.event, span, lfdi, now)
  // What was taken back after its end has run its course.
  return { source, span, earlyEnd: earlyEnd !== null && earlyEnd.at < span.end ? earlyEnd : null, lost }
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

/** When a status that takes an event back was set; before all time where there is none [s since 1970]. */
export function takenBackAt({ EventStatus: { currentStatus, dateTime } }: EventFields): number {
  const isTakenBack = TAKEN_BACK.includes(currentStatus)
  return isTakenBack ? dateTime : Number.NEGATIVE_INFINITY
}

const TAKEN_BACK: readonly number[] = [
  EVENT_STATUS.cancelled,
  EVENT_STATUS.cancelledWithRandomization,
  EVENT_STATUS.superseded,
]
