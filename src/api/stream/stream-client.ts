/** @module Whoever follows a stream, by whatever protocol; none of them can hold up the others. */

import type { ToldEvent } from './told-event.ts'

export interface StreamClient {
  /** Tells an event, if the client wants it. */
  tell(event: ToldEvent): void
  /** Gives a sign of life. */
  beat(): void
  /** Lets the client go, with a reason. */
  end(reason: string): void
}

/** Why a client that reads too slowly is let go. */
export const TOO_SLOW = 'it reads more slowly than events come'
/** What a dropped client is given to read the reason [ms]. */
export const FAREWELL_MS = 2_000
