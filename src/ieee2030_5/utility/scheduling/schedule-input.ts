/** @module When an event is, as operators write it. */

import * as z from 'zod'
import { RESPONSE_REQUIRED } from '../../model/resource.ts'
import { type OperationContext, OperationError } from '../operation.ts'
import { descriptionInput } from '../programs/program-inputs.ts'
import { earliestStart, latestEnd } from './event-times.ts'
import { EVENTS } from './scheduled-event.ts'

/** Ten years [s]: further ahead is a slip of the hand. */
const FURTHEST = 10 * 366 * 86_400
const ONE_HOUR = 3600
/** Events of one program that are not over yet. */
const MOST_CURRENT = 1000

const instantError = 'expected seconds since 1970 UTC, or an instant such as 2026-11-27T12:00:00+07:00'

export const instantInput = z.union([z.int().min(0), z.iso.datetime({ offset: true })], { error: instantError })

const randomizationInput = z
  .int()
  .min(-ONE_HOUR)
  .max(ONE_HOUR)
  .describe('Clients move it at random by up to this, -3600 to 3600; negative is earlier [s].')

const responseInput = z
  .array(z.enum(['received', 'specific', 'user']))
  .describe('What devices are to answer: that they have it, what becomes of it, what their user does.')

/** Fields of every event. */
export const scheduleShape = {
  description: descriptionInput.optional(),
  start: instantInput.describe('When it begins; now if left out.').optional(),
  durationSeconds: z.int().min(1).max(FURTHEST).describe('How long it lasts [s].'),
  responseRequired: responseInput.optional(),
}

/** Fields of events that clients may move at random. */
export const randomizableShape = {
  ...scheduleShape,
  randomizeStartSeconds: randomizationInput.optional(),
  randomizeDurationSeconds: randomizationInput.optional(),
}

const scheduleInput = z.strictObject(randomizableShape)
export type ScheduleInput = z.infer<typeof scheduleInput>

export interface Schedule {
  readonly description: string
  readonly start: number
  readonly duration: number
  readonly randomizeStart: number | null
  readonly randomizeDuration: number | null
  readonly responseRequired: number
}

/** @returns [s since 1970 UTC] */
export function secondsOf(instant: z.infer<typeof instantInput>): number {
  return typeof instant === 'number' ? instant : Math.floor(Date.parse(instant) / 1000)
}

/**
 * The schedule of a new event in a container.
 *
 * @throws OperationError when it is over already, too far ahead, or one too many
 */
export function scheduleOf({ state, now }: OperationContext, container: string, input: ScheduleInput): Schedule {
  const schedule = {
    description: input.description ?? '',
    start: input.start === undefined ? now : secondsOf(input.start),
    duration: input.durationSeconds,
    randomizeStart: input.randomizeStartSeconds ?? null,
    randomizeDuration: input.randomizeDurationSeconds ?? null,
    responseRequired: (input.responseRequired ?? []).reduce((bits, name) => bits | RESPONSE_REQUIRED[name], 0),
  }
  const { start } = schedule
  if (start + schedule.duration <= now) {
    throw new OperationError(
      'value',
      'start',
      `start = ${input.start}: expected a time whose event is not over at ${now}`,
    )
  }
  if (start > now + FURTHEST) {
    throw new OperationError('value', 'start', `start = ${input.start}: expected a time within ten years from ${now}`)
  }
  if (latestEnd(schedule) <= earliestStart(schedule) || schedule.duration + (schedule.randomizeDuration ?? 0) <= 0) {
    throw new OperationError(
      'value',
      'randomizeDurationSeconds',
      `randomizeDurationSeconds = ${input.randomizeDurationSeconds}: expected less than the duration, ${schedule.duration}`,
    )
  }
  const current = [...state.at(EVENTS).group(container).values()].filter((event) => latestEnd(event) > now)
  if (current.length >= MOST_CURRENT) {
    throw new OperationError(
      'conflict',
      'program',
      `${container} has ${MOST_CURRENT} events that are not over: cancel or wait`,
    )
  }
  return schedule
}
