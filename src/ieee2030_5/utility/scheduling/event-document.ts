/** @module What the documents of all events have in common. */

import type { EventStatus } from '../../model/event.ts'
import type { DateTimeInterval } from '../../model/intervals.ts'
import { SUBSCRIBABLE } from '../../model/resource.ts'
import { RESPONSES_HREF } from '../responses/response-set.ts'
import { statusOf } from './event-status.ts'
import type { ScheduledEvent } from './scheduled-event.ts'
import type { Superseding } from './superseding.ts'

export interface EventFields {
  readonly href: string
  readonly replyTo?: string
  readonly responseRequired?: number
  readonly subscribable: number
  readonly mRID: string
  readonly description?: string
  readonly creationTime: number
  readonly EventStatus: EventStatus
  readonly interval: DateTimeInterval
  readonly randomizeDuration?: number
  readonly randomizeStart?: number
}

/** @param now - [s since 1970 UTC] */
export function eventFields(event: ScheduledEvent, href: string, superseding: Superseding, now: number): EventFields {
  const { description, responseRequired, randomizeDuration, randomizeStart, start, duration } = event
  return {
    href,
    ...(responseRequired === 0 ? {} : { replyTo: RESPONSES_HREF, responseRequired }),
    subscribable: SUBSCRIBABLE.unconditional,
    mRID: event.mrid,
    ...(description === '' ? {} : { description }),
    creationTime: event.createdAt,
    EventStatus: statusOf(event, superseding, now),
    interval: { duration, start },
    ...(randomizeDuration === null ? {} : { randomizeDuration }),
    ...(randomizeStart === null ? {} : { randomizeStart }),
  }
}
