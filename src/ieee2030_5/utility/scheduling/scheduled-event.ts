/** @module Events as the server keeps them: DER controls, load controls, prices, messages and reservations of flow. */

import type { EndDeviceControl } from '../../model/demand-response.ts'
import type { DerControl } from '../../model/der-control.ts'
import type { FlowReservationResponse } from '../../model/flow-reservation.ts'
import type { TextMessage } from '../../model/messaging.ts'
import { mridFactory } from '../../model/mrid.ts'
import type { OperationContext } from '../operation.ts'
import { type CollectionKey, nextNumber } from '../utility-state.ts'

/** What ended an event before its time. */
export interface Cancellation {
  /** [s since 1970 UTC] */
  readonly at: number
  readonly reason: string
  /** Whether clients spread their return over the larger of the two randomizations. */
  readonly randomized: boolean
}

/** Times [s since 1970 UTC], durations [s]. */
interface EventFields {
  /** Address of what it stands in: of its program, or of its rate component. */
  readonly container: string
  readonly mrid: string
  /** Counts up over all events: of two, the one with the higher number is newer. */
  readonly sequence: number
  readonly description: string
  readonly createdAt: number
  readonly start: number
  readonly duration: number
  readonly randomizeStart: number | null
  readonly randomizeDuration: number | null
  /** Bits of RESPONSE_REQUIRED. */
  readonly responseRequired: number
  readonly cancellation: Cancellation | null
  /** mRID of the event that was made to take its place, whatever the two control. */
  readonly replacedBy: string | null
}

/** Elements of an event's document beyond those that all have. */
type Own<Document, Names extends keyof Document> = { readonly own: Pick<Document, Names> }

export type ScheduledEvent = EventFields &
  (
    | ({ readonly kind: 'der_control' } & Own<DerControl, 'DERControlBase' | 'deviceCategory'>)
    | ({ readonly kind: 'load_control' } & Own<
        EndDeviceControl,
        | 'ApplianceLoadReduction'
        | 'deviceCategory'
        | 'drProgramMandatory'
        | 'DutyCycle'
        | 'loadShiftForward'
        | 'Offset'
        | 'overrideDuration'
        | 'SetPoint'
        | 'TargetReduction'
      >)
    /** `price` in units of its tariff; `operator` when it is not the schedule's. */
    | { readonly kind: 'price'; readonly own: { touTier: number; price: number; origin: 'schedule' | 'operator' } }
    | ({ readonly kind: 'message' } & Own<TextMessage, 'originator' | 'priority' | 'textMessage'>)
    | ({ readonly kind: 'flow_reservation' } & Own<
        FlowReservationResponse,
        'energyAvailable' | 'powerAvailable' | 'subject'
      >)
  )

export type EventKind = ScheduledEvent['kind']
export type EventOf<Kind extends EventKind> = Extract<ScheduledEvent, { readonly kind: Kind }>

/** Last part of the address of a container's list of events. */
export const EVENT_LISTS: Readonly<Record<EventKind, string>> = {
  der_control: 'derc',
  load_control: 'edc',
  price: 'tti',
  message: 'txt',
  flow_reservation: 'frp',
}

/** Address of an event, as long as it is not over. */
export function eventAddress({ container, kind, mrid }: Pick<ScheduledEvent, 'container' | 'kind' | 'mrid'>): string {
  return `${container}/${EVENT_LISTS[kind]}/${mrid}`
}

/** By mRID, which is also the last part of an event's address. */
export const EVENTS: CollectionKey<ScheduledEvent> = { name: 'events', groupOf: ({ container }) => container }

/** What is needed to make something: where it goes, whose number is in its mRID, and when it is made. */
export type MakingContext = Pick<OperationContext, 'state' | 'settings' | 'now'>

type Given<Event> = Event extends unknown
  ? Omit<Event, 'mrid' | 'sequence' | 'createdAt' | 'cancellation' | 'replacedBy'>
  : never

export function addEvent({ state, settings, now }: MakingContext, fields: Given<ScheduledEvent>): ScheduledEvent {
  const sequence = nextNumber(state, 'events')
  const mrid = mridFactory(settings.enterpriseNumber).create(
    settings.lfdi,
    fields.container,
    String(sequence),
    String(now),
  )
  const event = { ...fields, mrid, sequence, createdAt: now, cancellation: null, replacedBy: null }
  state.at(EVENTS).set(mrid, event)
  return event
}
