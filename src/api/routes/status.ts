/** @module How the simulation stands. */

import * as z from 'zod'
import { utcText } from '../../time/utc-text.ts'
import type { LiveCampus } from '../live-campus.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const sinkSchema = z
  .strictObject({
    name: z.string(),
    state: z.enum(['connecting', 'delivering', 'caught up', 'retrying', 'suspended', 'failed', 'done']),
    since: instant,
    records: z.int().describe('Records the destination has of this run.'),
    behind_bytes: z.int().describe('What it lacks of the journal. Unit: bytes.'),
    latest_reading: z.string().nullable().describe('Timestamp of the latest reading it has.'),
    last_error: z.string().nullable(),
  })
  .meta({ id: 'Sink', description: 'How the delivery to one destination stands.' })

const statusSchema = z
  .strictObject({
    run_id: z.string(),
    campus: z.string(),
    program_version: z.string(),
    state: z
      .enum(['starting', 'replaying', 'catching up', 'live', 'batch'])
      .describe('`starting` before the first tick; `catching up` while a resumed run is behind the clock.'),
    tick: z.int().describe('Intervals since the start of the run.'),
    time: instant.nullable().describe('End of the last interval; null before the first.'),
    interval_seconds: z.number(),
    speed: z.number().describe('Simulated seconds per second, or what they will be once a paused run goes on.'),
    paused: z.boolean().describe('Whether an operator has paused it.'),
    late_ticks: z.int().describe('Ticks that came later than they were due.'),
    started: instant.describe('When this process began.'),
    meters: z.int(),
    sinks: z.array(sinkSchema),
  })
  .meta({ id: 'Status', description: 'How the simulation stands.' })

export const statusRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/status',
  operationId: 'getStatus',
  tag: 'Simulation',
  summary: 'How the simulation stands',
  result: statusSchema,
  handle: (_request, { live }) => statusOf(live),
})

function statusOf({ facts, lastTick, pace, sinks }: LiveCampus): z.input<typeof statusSchema> {
  const { run, programVersion, startedMs } = facts
  return {
    run_id: run.run_id,
    campus: run.campus,
    program_version: programVersion,
    state: lastTick?.state ?? 'starting',
    tick: lastTick?.snapshot.tick ?? 0,
    time: lastTick === null ? null : utcText(lastTick.snapshot.timeMs),
    interval_seconds: run.interval_seconds,
    speed: pace.speed,
    paused: pace.isPaused,
    late_ticks: lastTick?.lateTicks ?? 0,
    started: utcText(startedMs),
    meters: run.meters.length,
    sinks: sinks.map((sink) => ({
      name: sink.name,
      state: sink.state,
      since: utcText(sink.sinceMs),
      records: sink.records,
      behind_bytes: sink.behindBytes,
      latest_reading: sink.latestReading,
      last_error: sink.lastError,
    })),
  }
}
