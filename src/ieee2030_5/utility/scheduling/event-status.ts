/** @module What an event is now: scheduled, active, cancelled or superseded. */

import { EVENT_STATUS, type EventStatus } from '../../model/event.ts'
import { earliestStart, latestEnd } from './event-times.ts'
import type { ScheduledEvent } from './scheduled-event.ts'
import type { Superseding } from './superseding.ts'

/**
 * The status of an event, with the time at which it became so.
 *
 * @param now - [s since 1970 UTC]
 * @see IEEE Std 2030.5-2018, schema 2.1.0, EventStatus
 */
export function statusOf(event: ScheduledEvent, { at, possibleSince }: Superseding, now: number): EventStatus {
  const { cancellation, createdAt } = event
  const possible = {
    potentiallySuperseded: possibleSince !== null,
    ...(possibleSince === null ? {} : { potentiallySupersededTime: possibleSince }),
  }
  if (cancellation !== null && (at === null || cancellation.at < at)) {
    const reason = cancellation.reason === '' ? {} : { reason: cancellation.reason }
    const currentStatus = cancellation.randomized ? EVENT_STATUS.cancelledWithRandomization : EVENT_STATUS.cancelled
    return { currentStatus, dateTime: cancellation.at, ...possible, ...reason }
  }
  if (at !== null && now >= at) return { currentStatus: EVENT_STATUS.superseded, dateTime: at, ...possible }
  const start = earliestStart(event)
  return now < start
    ? { currentStatus: EVENT_STATUS.scheduled, dateTime: createdAt, ...possible }
    : { currentStatus: EVENT_STATUS.active, dateTime: Math.max(start, createdAt), ...possible }
}

/** Whether an event is still shown: a cancelled or superseded one too, until its time is over. */
export function isCurrent(event: ScheduledEvent, now: number): boolean {
  return now < latestEnd(event)
}

/** Whether an event holds now. */
export function isActive(event: ScheduledEvent, superseding: Superseding, now: number): boolean {
  return isCurrent(event, now) && statusOf(event, superseding, now).currentStatus === EVENT_STATUS.active
}
