/** @module The events of one program or rate component as they are now. */

import { descending } from '../programs/program.ts'
import type { UtilityState } from '../utility-state.ts'
import { isActive, isCurrent } from './event-status.ts'
import { EVENTS, type EventKind, type EventOf, type ScheduledEvent } from './scheduled-event.ts'
import { type Superseding, timelineOf } from './superseding.ts'

/** An event, and what is to take its place. */
export interface Standing<Event extends ScheduledEvent = ScheduledEvent> {
  readonly event: Event
  readonly superseding: Superseding
}

const NOT_SUPERSEDED: Superseding = { at: null, possibleSince: null }

/** Every event of a kind in a container, those of the past too. */
export function standingsIn<Kind extends EventKind>(
  state: UtilityState,
  container: string,
  kind: Kind,
): Standing<EventOf<Kind>>[] {
  const events = [...state.at(EVENTS).group(container).values()].filter((event) => isOfKind(event, kind))
  const { supersedings } = timelineOf(events)
  return events.map((event) => ({ event, superseding: supersedings.get(event.mrid) ?? NOT_SUPERSEDED }))
}

/** Those whose time is not over, in the order of their list. */
export function currentIn<Kind extends EventKind>(
  state: UtilityState,
  container: string,
  kind: Kind,
  now: number,
): Standing<EventOf<Kind>>[] {
  return standingsIn(state, container, kind)
    .filter(({ event }) => isCurrent(event, now))
    .sort(kind === 'message' ? byLatestStart : byStart)
}

/** Those that hold now. */
export function activeIn<Kind extends EventKind>(
  state: UtilityState,
  container: string,
  kind: Kind,
  now: number,
): Standing<EventOf<Kind>>[] {
  return currentIn(state, container, kind, now).filter(({ event, superseding }) => isActive(event, superseding, now))
}

export function isOfKind<Kind extends EventKind>(event: ScheduledEvent, kind: Kind): event is EventOf<Kind> {
  return event.kind === kind
}

/** @see IEEE Std 2030.5-2018, orders of DERControlList, EndDeviceControlList, TimeTariffIntervalList */
function byStart({ event: a }: Standing, { event: b }: Standing): number {
  return a.start - b.start || b.createdAt - a.createdAt || descending(a.mrid, b.mrid)
}

/** @see IEEE Std 2030.5-2018, order of TextMessageList */
function byLatestStart({ event: a }: Standing, { event: b }: Standing): number {
  return b.start - a.start || b.createdAt - a.createdAt || descending(a.mrid, b.mrid)
}
