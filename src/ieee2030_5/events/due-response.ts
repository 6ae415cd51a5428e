/** @module What a device has to tell a server about an event, and what it remembers having told. */

import { RESPONSE_REQUIRED } from '../model/resource.ts'
import { RESPONSE_STATUS, type responseTypes } from '../model/response.ts'
import type { AnyOf } from '../model/type-of.ts'

/** A response with its kind, as it is written and as a list of responses holds it. */
export type EventResponse = AnyOf<typeof responseTypes>
export type ResponseKind = EventResponse['kind']

export interface DueResponse {
  /** Where it is to be posted, as the event says. */
  readonly replyTo: string
  readonly response: EventResponse
}

/** A response that was given before. */
export interface GivenResponse {
  /** mRID of the event. */
  readonly subject: string
  readonly status: number
}

/** What a schedule knows of an event beyond what the server says: plain data, to be kept over a restart. */
export interface FollowedEvent {
  readonly mRID: string
  readonly replyTo: string | null
  readonly responseRequired: number
  /** When the device first read of it [s since 1970]. */
  readonly knownSince: number
  /** End of its interval as last read [s since 1970]. */
  readonly specifiedEnd: number
  /** Everything that has become of it, asked for or not, as response statuses in their order. */
  readonly statuses: readonly number[]
}

const BEFORE_THE_END: readonly number[] = [RESPONSE_STATUS.received, RESPONSE_STATUS.started]

/** Whether an event has come to its end, or never will have a beginning. */
export function isOver({ statuses }: FollowedEvent): boolean {
  return statuses.some((status) => !BEFORE_THE_END.includes(status))
}

/** Messages are shown, which is no state of the device that anybody responds with. */
const UNHEARD_OF_MESSAGES: readonly number[] = [
  RESPONSE_STATUS.started,
  RESPONSE_STATUS.completed,
  RESPONSE_STATUS.superseded,
]

/**
 * Whether a server wants to know: bit 0 of responseRequired asks for receipts, bit 1 for everything else. Bit 2 asks for
 * a person's answer, which a meter has none of.
 */
export function isAskedFor(status: number, { responseRequired }: FollowedEvent, kind: ResponseKind): boolean {
  if (kind === 'TextResponse' && UNHEARD_OF_MESSAGES.includes(status)) return false
  const bit = status === RESPONSE_STATUS.received ? RESPONSE_REQUIRED.received : RESPONSE_REQUIRED.specific
  return (responseRequired & bit) !== 0
}
