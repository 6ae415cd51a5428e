/** @module Whether the simulator lives, is ready, and how each part of it does. */

import * as z from 'zod'
import { alertHealths } from '../alert-health.ts'
import { componentHealths, HEALTH_STATES, overallHealth } from '../component-health.ts'
import { Answer, defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const healthSchema = z
  .strictObject({
    status: z.enum(HEALTH_STATES),
    paused: z.boolean().describe('Whether an operator has paused the simulation: it is not dead.'),
    components: z
      .array(
        z.strictObject({
          component: z.string().describe('`simulation`, a destination, or what alerts are about.'),
          status: z.enum(HEALTH_STATES),
          since: instant.nullable(),
          last_error: z.string().nullable(),
          fix: z.string().nullable().describe('What to do about it.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Health', description: 'How each part of the simulator does. Degraded is not dead.' })

const aliveSchema = z.strictObject({ status: z.enum(['alive', 'ready', 'not ready']) }).meta({ id: 'Alive' })

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  tag: 'System',
  summary: 'How each part of the simulator does',
  description: 'Status 503 where the simulation itself has failed; 200 where something is only degraded.',
  result: healthSchema,
  otherStatuses: [503],
  handle(_request, { live, alerts, clock }) {
    const components = [...componentHealths(live, clock()), ...alertHealths(alerts.open)]
    const status = overallHealth(components)
    return new Answer({ status, paused: live.pace.isPaused, components }, { status: status === 'failed' ? 503 : 200 })
  },
})

export const liveRoute = defineRoute({
  method: 'GET',
  path: '/health/live',
  operationId: 'isAlive',
  tag: 'System',
  summary: 'Whether the process answers',
  result: aliveSchema,
  handle: (_request, _context: object) => new Answer({ status: 'alive' as const }, {}),
})

export const readyRoute = defineRoute({
  method: 'GET',
  path: '/health/ready',
  operationId: 'isReady',
  tag: 'System',
  summary: 'Whether the simulation makes its ticks; 503 until it does',
  result: aliveSchema,
  otherStatuses: [503],
  handle(_request, { live, clock }) {
    const isReady = live.lastTick !== null && overallHealth(componentHealths(live, clock())) !== 'failed'
    return new Answer(
      { status: isReady ? ('ready' as const) : ('not ready' as const) },
      { status: isReady ? 200 : 503 },
    )
  },
})
