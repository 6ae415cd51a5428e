/** @module Events of every kind as operators list and cancel them. */

import * as z from 'zod'
import { string192 } from '../../model/texts.ts'
import { defineOperation } from '../define-operation.ts'
import { OperationError } from '../operation.ts'
import { coverTariff } from '../pricing/cover-tariff.ts'
import { programOfComponent } from '../pricing/rate-components.ts'
import type { UtilityState } from '../utility-state.ts'
import { type Standing, standingsIn } from './container-events.ts'
import { isCurrent } from './event-status.ts'
import { eventView } from './event-view.ts'
import { EVENTS, type ScheduledEvent } from './scheduled-event.ts'

const MOST_LISTED = 1000

export const eventInput = z
  .string()
  .regex(/^[0-9A-Fa-f]{32}$/, { error: 'expected the mRID of an event, 32 hexadecimal digits' })
  .describe('mRID of the event.')

const reasonInput = z
  .string()
  .refine((text) => string192.write(text) !== undefined, { error: 'expected a text of at most 192 characters' })
  .describe('Why, for whoever reads the event.')

export const eventOperations = [
  defineOperation({
    name: 'events.list',
    reads: true,
    summary: 'Lists the events of a program, or of all, those of the past too, the latest first.',
    input: z.strictObject({
      program: z.string().describe('Address of the program; all if left out.').optional(),
      limit: z.int().min(1).max(MOST_LISTED).describe('Most events, 100 if left out.').optional(),
    }),
    apply({ state, now }, { program, limit = 100 }) {
      const standings = containersOf(state, program).flatMap(([container, kind]) => standingsIn(state, container, kind))
      standings.sort(({ event: a }, { event: b }) => b.start - a.start || b.sequence - a.sequence)
      return standings.slice(0, limit).map((standing) => eventView(standing, now))
    },
  }),
  defineOperation({
    name: 'events.cancel',
    summary: 'Cancels an event that is not over: devices that carry it out stop.',
    input: z.strictObject({
      event: eventInput,
      reason: reasonInput.optional(),
      randomized: z.boolean().describe('Whether devices return at random within its randomization.').optional(),
    }),
    apply(context, { event: mrid, reason = '', randomized = false }) {
      const { state, now } = context
      const { event } = openEvent(state, mrid, now)
      const canRandomize = event.randomizeStart !== null || event.randomizeDuration !== null
      if (randomized && !canRandomize) {
        throw new OperationError(
          'value',
          'randomized',
          'randomized = true: expected false, the event has no randomization',
        )
      }
      const cancelled: ScheduledEvent = { ...event, cancellation: { at: now, reason, randomized } }
      state.at(EVENTS).set(event.mrid, cancelled)
      if (event.kind === 'price') coverTariff(context, programOfComponent(event.container))
      return eventView(standingOf(state, cancelled), now)
    },
  }),
]

/** Containers with the kind of their events. */
function containersOf(state: UtilityState, program: string | undefined): [string, ScheduledEvent['kind']][] {
  const found = new Map<string, ScheduledEvent['kind']>()
  for (const { container, kind } of state.at(EVENTS).values()) {
    if (program === undefined || container === program || container.startsWith(`${program}/`))
      found.set(container, kind)
  }
  return [...found]
}

function standingOf(state: UtilityState, event: ScheduledEvent): Standing {
  const standing = standingsIn(state, event.container, event.kind).find(({ event: { mrid } }) => mrid === event.mrid)
  return standing ?? { event, superseding: { at: null, possibleSince: null } }
}

/**
 * An event that still can be cancelled or replaced.
 *
 * @throws OperationError when there is none, or it is over, cancelled or superseded
 */
export function openEvent(state: UtilityState, mrid: string, now: number): Standing {
  const event = state.at(EVENTS).get(mrid.toUpperCase())
  if (event === undefined)
    throw new OperationError('missing', 'event', `event = ${mrid}: expected the mRID of an event`)
  const standing = standingOf(state, event)
  if (!isCurrent(event, now)) throw new OperationError('conflict', 'event', `event = ${mrid}: it is over`)
  if (event.cancellation !== null) throw new OperationError('conflict', 'event', `event = ${mrid}: it is cancelled`)
  const { at } = standing.superseding
  if (at !== null && at <= now) throw new OperationError('conflict', 'event', `event = ${mrid}: it is superseded`)
  return standing
}
