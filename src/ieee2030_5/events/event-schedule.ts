/**
 * @module The events of one function set at one device: which are in effect, what to respond, and when to look again.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3
 */

import type { DueResponse, EventResponse, FollowedEvent, GivenResponse } from './due-response.ts'
import type { ProgramEvent } from './program-event.ts'

export interface EventScheduleOptions {
  /** Of the device, which responds and whose randomness it is: 40 hexadecimal digits. */
  readonly lfdi: string
  /** Kind of its responses. */
  readonly responseKind: EventResponse['kind']
  /** What `snapshot` gave before a restart. */
  readonly followed?: readonly FollowedEvent[]
  /** Responses known to have been given, where there is no snapshot. */
  readonly given?: readonly GivenResponse[]
}

export interface ScheduleState<Content> {
  /** What is controlled by an event now, and by which. */
  readonly inEffect: ReadonlyMap<string, ProgramEvent<Content>>
  /** What has become due since the last call, in the order of time; each is told once. */
  readonly responses: readonly DueResponse[]
  /** When something changes next if nothing else is read until then [s since 1970]; null if nothing will. */
  readonly wakeAt: number | null
}

export class EventSchedule<Content> {
  constructor(options: EventScheduleOptions) {
    this.options = options
  }
  private readonly options: EventScheduleOptions

  /**
   * Takes over everything the device now knows from its server: what was there before and is not any more is cancelled.
   *
   * @param now - by the server's clock [s since 1970]
   */
  read(events: readonly ProgramEvent<Content>[], now: number): void {
    throw new Error(`not there yet: ${events.length} ${now} ${this.options.lfdi}`)
  }

  /** @param now - by the server's clock [s since 1970] */
  advance(now: number): ScheduleState<Content> {
    throw new Error(`not there yet: ${now}`)
  }

  snapshot(): readonly FollowedEvent[] {
    throw new Error('not there yet')
  }
}
