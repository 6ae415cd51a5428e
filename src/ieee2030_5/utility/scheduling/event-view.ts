/** @module An event as operators see it. */

import { EVENT_STATUS } from '../../model/event.ts'
import type { Standing } from './container-events.ts'
import { isCurrent, statusOf } from './event-status.ts'
import { eventAddress } from './scheduled-event.ts'

const STATUS_NAMES: Readonly<Record<number, string>> = {
  [EVENT_STATUS.scheduled]: 'scheduled',
  [EVENT_STATUS.active]: 'active',
  [EVENT_STATUS.cancelled]: 'cancelled',
  [EVENT_STATUS.cancelledWithRandomization]: 'cancelled',
  [EVENT_STATUS.superseded]: 'superseded',
}

/** @param now - [s since 1970 UTC] */
export function eventView({ event, superseding }: Standing, now: number) {
  const { currentStatus, dateTime } = statusOf(event, superseding, now)
  const isEnded = !isCurrent(event, now) && currentStatus === EVENT_STATUS.active
  return {
    mrid: event.mrid,
    kind: event.kind,
    program: event.container,
    href: eventAddress(event),
    description: event.description,
    status: isEnded ? 'completed' : STATUS_NAMES[currentStatus],
    statusSince: isEnded ? event.start + event.duration : dateTime,
    createdAt: event.createdAt,
    start: event.start,
    durationSeconds: event.duration,
    randomizeStartSeconds: event.randomizeStart,
    randomizeDurationSeconds: event.randomizeDuration,
    responseRequired: event.responseRequired,
    reason: event.cancellation?.reason ?? '',
    replacedBy: event.replacedBy,
    details: event.own,
  }
}
