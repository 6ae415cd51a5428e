/** @module What a device has to tell a server about an event, and what it remembers having told. */

import type { responseTypes } from '../model/response.ts'
import type { AnyOf } from '../model/type-of.ts'

/** A response with its kind, as it is written and as a list of responses holds it. */
export type EventResponse = AnyOf<typeof responseTypes>

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
  /** When the device last read other times or another randomisation for it [s since 1970]. */
  readonly revisedAt: number
  /** Start, duration and randomisation as last read [s]. */
  readonly times: readonly [start: number, duration: number, randomizeStart: number, randomizeDuration: number]
  /** Everything that has become of it, asked for or not, as response statuses in their order. */
  readonly statuses: readonly number[]
}
