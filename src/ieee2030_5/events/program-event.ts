/** @module An event as a device has read it: in its program, with what of the device it would control. */

import type { randomizableEvent } from '../model/event.ts'
import type { RESPONSE_STATUS } from '../model/response.ts'
import type { TypeOf } from '../model/type-of.ts'

/** What all events have, whatever they are about. Times are seconds since 1970 UTC by the server's clock. */
export type EventFields = TypeOf<typeof randomizableEvent>

/** Why a device will not follow an event; the status of its response. */
export type Rejection = typeof RESPONSE_STATUS.rejectedNotApplicable | typeof RESPONSE_STATUS.rejectedInvalid

/** `Content` is what the event says to do, which no rule of events looks at. */
export interface ProgramEvent<Content> {
  readonly event: EventFields
  /** mRID of the program it was read from. */
  readonly programMrid: string
  /** Of the program: the lower, the more important. */
  readonly primacy: number
  /**
   * What it controls. Two events conflict in the targets they have in common, and only in those: of DER controls these
   * are the modes, of load controls the load, of prices the direction of the energy; a message has one of its own.
   */
  readonly targets: readonly string[]
  /** Null when the device can follow it. */
  readonly rejection: Rejection | null
  readonly content: Content
}

/**
 * Whether one event takes precedence over another: the program with the lower primacy, of equal ones the event created
 * later, and of twins the higher mRID, so that every device decides alike.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3.3
 */
export function outranks(event: ProgramEvent<unknown>, other: ProgramEvent<unknown>): boolean {
  if (event.primacy !== other.primacy) return event.primacy < other.primacy
  const [created, otherCreated] = [event.event.creationTime, other.event.creationTime]
  return created === otherCreated ? event.event.mRID > other.event.mRID : created > otherCreated
}
