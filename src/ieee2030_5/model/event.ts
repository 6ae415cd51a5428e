/** @module What DER controls, load controls, prices and messages have in common: an interval, a status, responses. */

import { code, oneHourRange, time } from './integers.ts'
import { dateTimeInterval } from './intervals.ts'
import { identity, respondableResource, subscribable } from './resource.ts'
import { extend, objectType, optional, required } from './table.ts'
import { boolean, string192 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

export const EVENT_STATUS = {
  scheduled: 0,
  active: 1,
  cancelled: 2,
  cancelledWithRandomization: 3,
  superseded: 4,
} as const

export const eventStatus = objectType('EventStatus', {
  currentStatus: required(code('UInt8')),
  /** When it became so. */
  dateTime: required(time),
  potentiallySuperseded: required(boolean),
  potentiallySupersededTime: optional(time),
  reason: optional(string192),
})

const respondableSubscribableIdentifiedObject = extend(
  respondableResource,
  'RespondableSubscribableIdentifiedObject',
  identity,
  subscribable,
)

export const event = extend(respondableSubscribableIdentifiedObject, 'Event', {
  creationTime: required(time),
  EventStatus: required(eventStatus),
  interval: required(dateTimeInterval),
})

export const randomizableEvent = extend(event, 'RandomizableEvent', {
  randomizeDuration: optional(oneHourRange),
  randomizeStart: optional(oneHourRange),
})

export type EventStatus = TypeOf<typeof eventStatus>
