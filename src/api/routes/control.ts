/** @module What operators do with the run itself: when its ticks come. */

import * as z from 'zod'
import { requireDone } from '../require-done.ts'
import { defineRoute, type Route } from '../route.ts'
import type { Asker, PaceChange, RunControl } from '../run-control.ts'

/** Ticks that one request may step. */
const MOST_STEPS = 10_000
/** As high as the setting goes. */
const MOST_SPEED = 1e6

const paceSchema = z
  .strictObject({
    paused: z.boolean(),
    speed: z.number().describe('Simulated seconds per second, or what they will be once the run goes on.'),
  })
  .meta({ id: 'Pace', description: 'When ticks come.' })

const positive = `a number above 0 and up to ${MOST_SPEED}`

export const pauseRoute = paceRoute('pause', {
  summary: 'Pause the simulation',
  description: 'From the present tick on. Simulated time stands still, and so do the utility server and the meters.',
})

export const resumeRoute = paceRoute('resume', {
  summary: 'Let a paused simulation go on',
  description:
    'From where it stands: simulated time is behind the clock on the wall from then on, nothing is caught up.',
})

export const stepRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/control/step',
  operationId: 'step',
  tag: 'Control',
  summary: 'Let a paused simulation make some ticks',
  description: 'As fast as they can be computed. It stays paused.',
  controls: true,
  body: z.strictObject({ ticks: z.int().min(1).max(MOST_STEPS).default(1) }),
  result: paceSchema,
  problems: [409, 503],
  handle: ({ body: { ticks }, by }, { control }) => paced(control, { kind: 'step', ticks }, by),
})

export const speedRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/control/speed',
  operationId: 'setSpeed',
  tag: 'Control',
  summary: 'Set how fast simulated time goes',
  description: 'From where the run stands. It changes nothing of the readings, only when they come.',
  controls: true,
  body: z.strictObject({
    speed: z
      .number()
      .gt(0)
      .max(MOST_SPEED)
      .meta({ description: 'Simulated seconds per second.', 'x-accepted': positive }),
  }),
  result: paceSchema,
  problems: [409, 503],
  handle: ({ body: { speed }, by }, { control }) => paced(control, { kind: 'speed', speed }, by),
})

function paceRoute(kind: 'pause' | 'resume', text: { summary: string; description: string }): Route {
  return defineRoute({
    method: 'POST',
    path: `/api/v1/control/${kind}`,
    operationId: kind,
    tag: 'Control',
    ...text,
    controls: true,
    result: paceSchema,
    problems: [409, 503],
    handle: ({ by }, { control }) => paced(control, { kind }, by),
  })
}

async function paced(control: RunControl, change: PaceChange, by: Asker): Promise<z.infer<typeof paceSchema>> {
  return paceSchema.parse(requireDone('body', await control.ask({ kind: 'pace', change, by })))
}
