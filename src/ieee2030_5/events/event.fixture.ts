/** @module Events for tests, and what a device makes of them over time, as text. */

import { EVENT_STATUS } from '../model/event.ts'
import type { DueResponse } from './due-response.ts'
import { EventSchedule, type EventScheduleOptions } from './event-schedule.ts'
import type { EventFields, ProgramEvent, Rejection } from './program-event.ts'

export const LFDI = '3E4F45AB31EDFE5B67E343E5E4562E31984E23E5'
export const OTHER_LFDI = '869911A32C41EC1D4DC515E2A252E1CC32C04200'

export interface EventTraits {
  readonly primacy?: number
  readonly program?: string
  readonly created?: number
  readonly targets?: readonly string[]
  readonly status?: keyof typeof EVENT_STATUS
  readonly statusAt?: number
  readonly randomizeStart?: number
  readonly randomizeDuration?: number
  readonly responseRequired?: number
  readonly rejection?: Rejection | null
}

/** An event that wants receipts and everything else, of a program of its own primacy. */
export function event(mRID: string, start: number, end: number, traits: EventTraits = {}): ProgramEvent<string> {
  const { primacy = 3, created = 0, targets = ['x'], status = 'active', statusAt = 0, responseRequired = 3 } = traits
  const fields: EventFields = {
    mRID,
    creationTime: created,
    interval: { start, duration: end - start },
    EventStatus: { currentStatus: EVENT_STATUS[status], dateTime: statusAt, potentiallySuperseded: false },
    randomizeStart: traits.randomizeStart,
    randomizeDuration: traits.randomizeDuration,
    responseRequired,
    replyTo: '/rsps/1/rsp',
  }
  const programMrid = traits.program ?? `P${primacy}`
  return { event: fields, programMrid, primacy, targets, rejection: traits.rejection ?? null, content: mRID }
}

export function schedule(options: Partial<EventScheduleOptions> = {}): EventSchedule<string> {
  return new EventSchedule<string>({ lfdi: LFDI, responseKind: 'DERControlResponse', ...options })
}

/** What a device reads, and when. */
export type Reads = readonly (readonly [at: number, events: readonly ProgramEvent<string>[]])[]

/** A device that reads so and otherwise looks only when the schedule says. */
export function follow(reads: Reads, until: number, followed = schedule()) {
  const holders: { readonly at: number; readonly held: string }[] = []
  const responses: DueResponse[] = []
  const look = (at: number) => {
    const state = followed.advance(at)
    holders.push({ at, held: heldText(state.inEffect) })
    responses.push(...state.responses)
    return state.wakeAt ?? Number.POSITIVE_INFINITY
  }
  for (const [index, [at, events]] of reads.entries()) {
    followed.read(events, at)
    const next = reads[index + 1]?.[0] ?? until
    for (let wakeAt = look(at); wakeAt < next; ) wakeAt = look(wakeAt)
  }
  look(until)
  return { held: timelineText(holders), responses: responsesText(responses) }
}

/** `A.x` for each target, in alphabetical order. */
export function heldText(inEffect: ReadonlyMap<string, ProgramEvent<string>>): string {
  const entries = [...inEffect].map(([target, { content }]) => `${content}.${target}`)
  return entries.sort().join('+')
}

/** `A7@20`: event, status and time; of one time by event, and of one event in the order in which they came. */
export function responsesText(responses: readonly DueResponse[]): string {
  const values = responses.map(({ response: { value } }) => ({ ...value, at: value.createdDateTime ?? 0 }))
  const ordered = values.sort((a, b) => a.at - b.at || a.subject.localeCompare(b.subject))
  return ordered.map(({ at, subject, status }) => `${subject}${status}@${at}`).join(' ')
}

/** `0 A.x 20 B.x 60 -`: what holds from when on. */
function timelineText(holders: readonly { readonly at: number; readonly held: string }[]): string {
  const changes = holders.filter(({ held }, index) => index === 0 || held !== holders[index - 1].held)
  return changes.map(({ at, held }) => `${at} ${held === '' ? '-' : held}`).join(' ')
}
