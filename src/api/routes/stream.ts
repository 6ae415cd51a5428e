/** @module What happens, as it happens. */

import * as z from 'zod'
import { oneOf } from '../../errors/one-of.ts'
import type { LiveCampus, LiveTick } from '../live-campus.ts'
import { alertSchema, certificateSchema, marketSlotSchema, tradeSchema } from '../published-records.ts'
import { defineRoute, OpenStream } from '../route.ts'
import { STREAM_TOPICS, type StreamTopic } from '../stream/event-ring.ts'
import { campusNow, nowSchema } from './campus.ts'
import { requireMeter } from './meters.ts'

const tickEventSchema = z
  .strictObject({
    tick: z.int(),
    state: z.enum(['replaying', 'catching up', 'live', 'batch']),
    late_ticks: z.int(),
    campus: nowSchema,
  })
  .meta({ id: 'TickEvent', description: 'Data of the event `tick`. While ticks rush by, not every one is told.' })

/** Data of the event `tick`. */
export function tickEvent({ state, lateTicks, snapshot }: LiveTick): z.input<typeof tickEventSchema> {
  return { tick: snapshot.tick, state, late_ticks: lateTicks, campus: campusNow(snapshot) }
}

const paceEventSchema = z
  .strictObject({ paused: z.boolean(), speed: z.number(), tick: z.int() })
  .meta({ id: 'RunEvent', description: 'Data of the event `run`: the pace was changed, or the run paused or resumed.' })

/** Data of the event `run`. */
export function paceEvent({ pace, lastTick }: LiveCampus): z.input<typeof paceEventSchema> {
  return { paused: pace.isPaused, speed: pace.speed, tick: lastTick?.snapshot.tick ?? 0 }
}

const topicsText = z
  .string()
  .transform((text, context): readonly StreamTopic[] => {
    const topics = STREAM_TOPICS.filter((topic) => text.split(',').includes(topic))
    if (topics.length > 0 && topics.length === text.split(',').length) return topics
    context.issues.push({ code: 'custom', input: text, message: TOPICS_ACCEPTED })
    return z.NEVER
  })
  .optional()
  .meta({
    description: 'What is told; everything unless given.',
    'x-accepted': 'some of the topics, separated by commas',
  })

const TOPICS_ACCEPTED = `${oneOf(STREAM_TOPICS)}, or several separated by commas, each once`

export const streamRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/stream',
  operationId: 'followStream',
  tag: 'Stream',
  summary: 'What happens, as it happens: ticks, changes of pace, market slots, trades, certificates, alerts',
  description:
    'Server-sent events named tick, run, market, trade, certificate and alert; the data of each is JSON. A client that comes back ' +
    'with Last-Event-ID gets what it has missed, or an event named gap when that is not held any more. One that reads too ' +
    'slowly is sent an event named dropped, with a reason, and cut off. A comment comes every 15 s.',
  query: z.strictObject({
    topics: topicsText,
    meter_id: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Of trades, certificates and alerts of meters, only those of this meter.'),
  }),
  result: z.union([tickEventSchema, paceEventSchema, marketSlotSchema, tradeSchema, certificateSchema, alertSchema]),
  mediaTypes: ['text/event-stream'],
  problems: [503],
  handle({ query }, context) {
    if (query.meter_id !== undefined) requireMeter(context, query.meter_id)
    const { events } = context
    events.requireRoom()
    const filter = { topics: query.topics ?? STREAM_TOPICS, meterId: query.meter_id ?? null }
    return new OpenStream((response, lastEventId) => events.open(response, filter, lastEventId))
  },
})
