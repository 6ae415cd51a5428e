/** @module How long events that are over are kept: for responses that come late, and for operators. */

import type { OperationContext } from '../operation.ts'
import { latestEnd } from './event-times.ts'
import { EVENTS, type ScheduledEvent } from './scheduled-event.ts'

/** [s] */
const KEPT_SECONDS = 31 * 86_400
/** Of one container. */
const MOST_KEPT = 200

/** Takes away what is over for long, and of each container the oldest of too many. */
export function tidyEvents({ state, now }: OperationContext): void {
  const past = new Map<string, ScheduledEvent[]>()
  for (const event of state.at(EVENTS).values()) {
    if (latestEnd(event) > now) continue
    const events = past.get(event.container)
    if (events === undefined) past.set(event.container, [event])
    else events.push(event)
  }
  for (const events of past.values()) {
    events.sort((a, b) => latestEnd(b) - latestEnd(a) || b.sequence - a.sequence)
    for (const [index, event] of events.entries()) {
      if (index >= MOST_KEPT || latestEnd(event) <= now - KEPT_SECONDS) state.at(EVENTS).delete(event.mrid)
    }
  }
}
