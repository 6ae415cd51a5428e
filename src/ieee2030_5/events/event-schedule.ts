/**
 * @module The events of one function set at one device: which are in effect, what to respond, and when to look again.
 *
 * What is in effect is a function of what was read last, of the device and of the time: nothing of it depends on when
 * the device looked before, so it is the same after a restart. Only what has been responded is remembered.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3
 */

import { RESPONSE_STATUS } from '../model/response.ts'
import {
  type DueResponse,
  type FollowedEvent,
  type GivenResponse,
  isAskedFor,
  isOver,
  type ResponseKind,
} from './due-response.ts'
import { specifiedEnd } from './effective-span.ts'
import { type EventCourse, eventCourses } from './event-course.ts'
import { planEvent } from './event-plan.ts'
import type { EventFields, ProgramEvent } from './program-event.ts'
import type { Tenure } from './target-tenures.ts'

export interface EventScheduleOptions {
  /** Of the device, which responds and whose randomness it is: 40 hexadecimal digits. */
  readonly lfdi: string
  /** Kind of its responses. */
  readonly responseKind: ResponseKind
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

/** How long the end of an event is remembered after it has gone, lest one that comes back is answered again [s]. */
const MEMORY_SECONDS = 86_400

export class EventSchedule<Content> {
  readonly #lfdi: string
  readonly #responseKind: ResponseKind
  readonly #followed: Map<string, FollowedEvent>
  #events: readonly ProgramEvent<Content>[] = []
  /** Until when everything that came about has been noted [s since 1970]. */
  #settledUntil = Number.NEGATIVE_INFINITY
  #due: { readonly at: number; readonly response: DueResponse }[] = []

  constructor({ lfdi, responseKind, followed = [], given = [] }: EventScheduleOptions) {
    this.#lfdi = lfdi.toUpperCase()
    this.#responseKind = responseKind
    this.#followed = new Map(followed.map((event) => [event.mRID, event]))
    for (const { subject, status } of given) this.#recall(subject, status)
  }

  /**
   * Takes over everything the device now knows from its server: what was there before and is not any more is cancelled.
   *
   * @param now - by the server's clock [s since 1970]
   */
  read(events: readonly ProgramEvent<Content>[], now: number): void {
    // What came about until now did so by what was known until now.
    this.#settle(now)
    this.#events = withoutDuplicates(events)
    const present = new Set(this.#events.map(({ event }) => event.mRID))
    for (const followed of this.#followed.values()) {
      if (!present.has(followed.mRID)) this.#miss(followed, now)
    }
    for (const { event } of this.#events) this.#follow(event, now)
    this.#settledUntil = now
    this.#settle(now)
  }

  /** @param now - by the server's clock [s since 1970] */
  advance(now: number): ScheduleState<Content> {
    const courses = this.#settle(now)
    const responses = this.#due.sort((a, b) => a.at - b.at).map(({ response }) => response)
    this.#due = []
    return { inEffect: holders(courses, now), responses, wakeAt: nextChange(courses, now) }
  }

  /** What has to be kept for a schedule that goes on from here. */
  snapshot(): readonly FollowedEvent[] {
    return [...this.#followed.values()]
  }

  #recall(subject: string, status: number): void {
    const known = this.#followed.get(subject)
    // It was known in time, or nothing would have been said of it.
    const before = { mRID: subject, replyTo: null, responseRequired: 0, knownSince: 0, specifiedEnd: 0, statuses: [] }
    const { statuses, ...rest } = known ?? before
    this.#followed.set(subject, { ...rest, statuses: [...new Set([...statuses, status])] })
  }

  #follow(event: EventFields, now: number): void {
    const known = this.#followed.get(event.mRID)
    this.#followed.set(event.mRID, {
      mRID: event.mRID,
      replyTo: event.replyTo ?? null,
      responseRequired: event.responseRequired ?? 0,
      knownSince: known?.knownSince ?? now,
      specifiedEnd: specifiedEnd(event),
      statuses: known?.statuses ?? [],
    })
    this.#note(event.mRID, RESPONSE_STATUS.received, now, now)
  }

  /** An event that is gone: over if it was to be over by now, cancelled otherwise. */
  #miss(followed: FollowedEvent, now: number): void {
    if (!isOver(followed)) {
      const ran = now >= followed.specifiedEnd
      this.#note(followed.mRID, ran ? RESPONSE_STATUS.completed : RESPONSE_STATUS.cancelled, now, now)
    } else if (now > followed.specifiedEnd + MEMORY_SECONDS) {
      this.#followed.delete(followed.mRID)
    }
  }

  /** Notes all that has come about until now, by what is known. */
  #settle(now: number): readonly EventCourse<Content>[] {
    for (const { event, rejection } of this.#events) {
      if (rejection !== null) this.#noteEnd(event.mRID, rejection, now, now)
    }
    const courses = eventCourses(this.#events.map((source) => planEvent(source, this.#lfdi, now)))
    for (const course of courses) this.#noteCourse(course, now)
    this.#settledUntil = now
    return courses
  }

  #noteCourse({ plan, tenures, outcome, overAt }: EventCourse<Content>, now: number): void {
    const { mRID } = plan.source.event
    const { knownSince = now, statuses = [] } = this.#followed.get(mRID) ?? {}
    const isLate = plan.span.end <= knownSince && !statuses.includes(RESPONSE_STATUS.started)
    if (plan.earlyEnd === null && isLate) {
      this.#noteEnd(mRID, RESPONSE_STATUS.rejectedLate, now, now)
      return
    }
    const starts = [...tenures.values()].filter((tenure) => !isEmpty(tenure) && tenure.until > knownSince)
    const startedAt = Math.min(...starts.map(({ from }) => from))
    if (startedAt <= now) this.#note(mRID, RESPONSE_STATUS.started, startedAt, now)
    if (overAt <= now) this.#noteEnd(mRID, outcome, overAt, now)
  }

  #noteEnd(mRID: string, status: number, at: number, now: number): void {
    const followed = this.#followed.get(mRID)
    if (followed !== undefined && !isOver(followed)) this.#note(mRID, status, at, now)
  }

  /** Something has become of an event: once, and not after its end. */
  #note(mRID: string, status: number, at: number, now: number): void {
    const followed = this.#followed.get(mRID)
    if (followed === undefined || followed.statuses.includes(status) || isOver(followed)) return
    this.#followed.set(mRID, { ...followed, statuses: [...followed.statuses, status] })
    if (followed.replyTo === null || !isAskedFor(status, followed, this.#responseKind)) return
    // What was not seen coming is of the time it was read.
    const createdDateTime = Math.min(now, Math.max(at, this.#settledUntil))
    const value = { createdDateTime, endDeviceLFDI: this.#lfdi, status, subject: mRID }
    const response = { replyTo: followed.replyTo, response: { kind: this.#responseKind, value } }
    this.#due.push({ at: createdDateTime, response })
  }
}

/** Of an event that stands in several programs the one of the most important; of equals the one with the higher mRID. */
function withoutDuplicates<Content>(events: readonly ProgramEvent<Content>[]): ProgramEvent<Content>[] {
  const best = new Map<string, ProgramEvent<Content>>()
  for (const event of events) {
    const other = best.get(event.event.mRID)
    const isBetter =
      other === undefined ||
      event.primacy < other.primacy ||
      (event.primacy === other.primacy && event.programMrid > other.programMrid)
    if (isBetter) best.set(event.event.mRID, event)
  }
  // In an order of their own, so that the order in which lists were read shows nowhere.
  return [...best.values()].sort((a, b) => (a.event.mRID < b.event.mRID ? -1 : 1))
}

function isEmpty({ from, until }: Tenure<unknown>): boolean {
  return until <= from
}

function holders<Content>(courses: readonly EventCourse<Content>[], now: number): Map<string, ProgramEvent<Content>> {
  const held = new Map<string, ProgramEvent<Content>>()
  for (const { plan, tenures } of courses) {
    for (const [target, { from, until }] of tenures) {
      if (from <= now && now < until) held.set(target, plan.source)
    }
  }
  return held
}

function nextChange(courses: readonly EventCourse<unknown>[], now: number): number | null {
  const ends = courses.map(({ overAt }) => overAt)
  const tenures = courses.flatMap((course) => [...course.tenures.values()]).filter((tenure) => !isEmpty(tenure))
  const changes = tenures.flatMap(({ from, until }) => [from, until])
  const ahead = [...ends, ...changes].filter((at) => at > now)
  return ahead.length === 0 ? null : Math.min(...ahead)
}
