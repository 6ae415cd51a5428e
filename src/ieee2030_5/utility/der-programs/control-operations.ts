/** @module DER controls as operators give them. */

import * as z from 'zod'
import type { DerControlBase } from '../../model/der-control.ts'
import { DER_CURVE_TYPE } from '../../model/der-curve.ts'
import { DEVICE_CATEGORY } from '../../model/device-category.ts'
import { defineOperation } from '../define-operation.ts'
import { type OperationContext, OperationError } from '../operation.ts'
import { devicesOf } from '../programs/assignment.ts'
import type { Program } from '../programs/program.ts'
import { programAt, programInput } from '../programs/program-inputs.ts'
import { eventInput, openEvent } from '../scheduling/event-operations.ts'
import { eventView } from '../scheduling/event-view.ts'
import { randomizableShape, type Schedule, scheduleOf } from '../scheduling/schedule-input.ts'
import { addEvent, EVENTS } from '../scheduling/scheduled-event.ts'
import { CURVE_MODES, controlBaseOf, type ModesInput, modesInput } from './control-modes.ts'
import { CURVES } from './der-program-records.ts'
import { requireWithinRatings } from './ratings-check.ts'

const CATEGORIES = Object.keys(DEVICE_CATEGORY) as (keyof typeof DEVICE_CATEGORY)[]

export const categoriesInput = z
  .array(z.enum(CATEGORIES))
  .min(1)
  .describe('Kinds of device that it is for; all if left out.')

const NOT_SUPERSEDED = { at: null, possibleSince: null }

export const controlOperations = [
  defineOperation({
    name: 'controls.create',
    summary: 'Gives a control to the devices of a DER program for some time.',
    input: z.strictObject({
      program: programInput('der'),
      ...randomizableShape,
      deviceCategories: categoriesInput.optional(),
      control: modesInput,
    }),
    apply(context, { program: href, deviceCategories, control, ...times }) {
      const program = programAt(context.state, 'der', href)
      const schedule = scheduleOf(context, href, times)
      return create(context, program, schedule, control, categoryOf(deviceCategories))
    },
  }),
  defineOperation({
    name: 'controls.supersede',
    summary: 'Puts another control in the place of one that is not over, until the same end if no duration is given.',
    input: z.strictObject({
      event: eventInput,
      ...randomizableShape,
      durationSeconds: randomizableShape.durationSeconds.optional(),
      control: modesInput,
    }),
    apply(context, { event: mrid, control, durationSeconds, ...times }) {
      const { state, now } = context
      const { event } = openEvent(state, mrid, now)
      if (event.kind !== 'der_control') {
        throw new OperationError('value', 'event', `event = ${mrid}: expected a DER control, it is a ${event.kind}`)
      }
      const program = programAt(state, 'der', event.container)
      const start = times.start ?? Math.max(now, event.start)
      const left = scheduleOf(context, event.container, { ...times, start, durationSeconds: event.duration })
      const duration = durationSeconds ?? event.start + event.duration - left.start
      if (duration <= 0) {
        throw new OperationError(
          'value',
          'start',
          `start = ${times.start}: expected a time before the end of the event`,
        )
      }
      const schedule = scheduleOf(context, event.container, { ...times, start: left.start, durationSeconds: duration })
      const view = create(context, program, schedule, control, event.own.deviceCategory)
      state.at(EVENTS).set(event.mrid, { ...event, replacedBy: view.mrid })
      return view
    },
  }),
]

function create(
  context: OperationContext,
  { href, assignment }: Program,
  schedule: Schedule,
  modes: ModesInput,
  deviceCategory: number | undefined,
) {
  const base = checkedBase(context, href, modes)
  requireWithinRatings(context.state, devicesOf(context.state, assignment), base)
  const own = { DERControlBase: base, ...(deviceCategory === undefined ? {} : { deviceCategory }) }
  const event = addEvent(context, { kind: 'der_control', container: href, ...schedule, own })
  return eventView({ event, superseding: NOT_SUPERSEDED }, context.now)
}

/** @throws OperationError for a curve that is not in the program, or is of another type */
export function checkedBase({ state }: OperationContext, program: string, modes: ModesInput): DerControlBase {
  for (const mode of CURVE_MODES) {
    const href = modes[mode]
    if (href === undefined) continue
    const record = state.at(CURVES).get(href)
    const field = `control.${mode}`
    if (record?.program !== program) {
      throw new OperationError('missing', field, `${field} = ${href.slice(0, 100)}: expected a curve of ${program}`)
    }
    if (record.curve.curveType !== DER_CURVE_TYPE[mode]) {
      throw new OperationError('value', field, `${field} = ${href}: expected a curve of type ${mode}`)
    }
  }
  return controlBaseOf(modes)
}

export function categoryOf(names: readonly (keyof typeof DEVICE_CATEGORY)[] | undefined): number | undefined {
  return names?.reduce((bits, name) => bits | (1 << DEVICE_CATEGORY[name]), 0)
}
