/** @module Loads are asked to take less for a while. */

import * as z from 'zod'
import type { GivenCommand, LoadControl } from '../../simulation/commands/command.ts'
import { utcText } from '../../time/utc-text.ts'
import { badRequest, type RequestFault } from '../api-problem.ts'
import { defineRoute } from '../route.ts'
import { instantText } from '../schemas.ts'
import { requireMeters, takenSchema, tellMeters } from './control-fault.ts'

/** As a utility's event: a day. */
const MOST_SECONDS = 86_400
const MOST_METERS = 2_000

const share = (description: string) => z.number().min(0).max(1).optional().describe(description)

const eventSchema = z.strictObject({
  meter_ids: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(MOST_METERS)
    .optional()
    .describe('The meters; all of them unless given.'),
  start: instantText.optional().describe('Simulated time of its begin, not in the past; the next tick unless given.'),
  duration_seconds: z.int().min(1).max(MOST_SECONDS).describe('Unit: s.'),
  duty_cycle: share('Share of the time the controllable part of the load may run.'),
  cooling_offset_k: z
    .number()
    .min(-20)
    .max(20)
    .optional()
    .describe('By how much the set-point of cooling is raised. Unit: K.'),
  load_share: share('Share of the load that is left.'),
  reference: z.string().max(100).default('').describe('What it is called where it comes from; recorded with it.'),
})

export const demandResponseRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/control/demand-response',
  operationId: 'startDemandResponse',
  tag: 'Control',
  summary: 'Have loads take less for a while',
  description:
    'At once or at a later simulated time, with or without a utility server: meters are told directly, by commands that end ' +
    'by themselves. A later one replaces it, and so does a load control of the utility server.',
  controls: true,
  body: eventSchema,
  result: takenSchema,
  problems: [409, 503],
  handle({ body, by }, context) {
    const { meter_ids, start, duration_seconds, reference } = body
    const control: LoadControl = {
      dutyCycle: body.duty_cycle ?? null,
      coolingOffsetK: body.cooling_offset_k ?? null,
      loadShare: body.load_share ?? null,
    }
    if (Object.values(control).every((value) => value === null)) throw badRequest([NOTHING_ASKED])
    if (meter_ids !== undefined) requireMeters(context, 'meter_ids', meter_ids)
    const { run } = context.live.facts
    const nowMs = context.live.lastTick?.snapshot.timeMs ?? Date.parse(run.start)
    if (start !== undefined && start < nowMs) throw badRequest([inThePast(start, nowMs)])
    const ids = new Set(meter_ids ?? run.meters.map(({ meter_id }) => meter_id))
    const commands = Array.from(
      ids,
      (meterId): GivenCommand => ({
        command: { kind: 'load_control', meterId, control, durationSeconds: duration_seconds },
        origin: { source: 'api', reference },
      }),
    )
    const asked = { ...body, ...(start !== undefined && { start: utcText(start) }) }
    return tellMeters(context, { action: 'demand_response', asked, commands, fromMs: start ?? null }, by)
  },
})

const NOTHING_ASKED: RequestFault = {
  in: 'body',
  field: 'body',
  expected: 'at least one of duty_cycle, cooling_offset_k and load_share',
}

function inThePast(start: number, nowMs: number): RequestFault {
  return {
    in: 'body',
    field: 'start',
    value: utcText(start),
    expected: `the simulated time ${utcText(nowMs)} or later`,
  }
}
