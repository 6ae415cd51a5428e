/** @module Whether the simulator lives, is ready, and how each part of it does. */

import * as z from 'zod'
import type { UtilityContext } from '../api-context.ts'
import { HEALTH_STATES, overallHealth } from '../component-health.ts'
import { Answer, defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

const healthSchema = z
  .strictObject({
    status: z.enum(HEALTH_STATES),
    paused: z.boolean().describe('Whether an operator has paused the simulation: it is not dead.'),
    components: z
      .array(
        z.strictObject({
          component: z
            .string()
            .describe(
              '`simulation`, a destination, `ticks` (are they in time?), `quality` and `generation` of the readings, `disk` ' +
                'of the journal, `utility_server`, `utility_clients`, and what alerts are about (`meters`, `batteries`, ' +
                '`voltage`, `prices`): as far as there are.',
            ),
          status: z.enum(HEALTH_STATES),
          since: instant.nullable().describe('When it began to do as it does.'),
          last_error: z.string().nullable().describe('What went wrong last, also when it is over.'),
          last_error_at: instant.nullable().describe('When that began.'),
          fix: z.string().nullable().describe('What to do about it.'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Health', description: 'How each part of the simulator does. Degraded is not dead.' })

const aliveSchema = z.strictObject({ status: z.enum(['alive', 'stuck', 'ready', 'not ready']) }).meta({ id: 'Alive' })

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/health',
  operationId: 'getHealth',
  tag: 'System',
  summary: 'How each part of the simulator does',
  description: 'Status 503 where the simulation itself has failed; 200 where something is only degraded.',
  result: healthSchema,
  otherStatuses: [503],
  async handle(_request, { health, live }) {
    const components = await health.look()
    const status = overallHealth(components)
    return new Answer({ status, paused: live.pace.isPaused, components }, { status: status === 'failed' ? 503 : 200 })
  },
})

export const liveRoute = defineRoute({
  method: 'GET',
  path: '/health/live',
  operationId: 'isAlive',
  tag: 'System',
  summary: 'Whether the process lives; 503 where only a restart helps',
  description: 'It does as long as it answers and the thread that makes the ticks has moved within a minute.',
  result: aliveSchema,
  otherStatuses: [503],
  handle: (_request, { health }: Pick<UtilityContext, 'health'>) =>
    health?.isStuck === true
      ? new Answer({ status: 'stuck' as const }, { status: 503 })
      : new Answer({ status: 'alive' as const }, {}),
})

export const readyRoute = defineRoute({
  method: 'GET',
  path: '/health/ready',
  operationId: 'isReady',
  tag: 'System',
  summary: 'Whether the simulation makes its ticks; 503 until it does',
  result: aliveSchema,
  otherStatuses: [503],
  async handle(_request, { live, health }) {
    const isReady = live.lastTick !== null && overallHealth(await health.look()) !== 'failed'
    return new Answer(
      { status: isReady ? ('ready' as const) : ('not ready' as const) },
      { status: isReady ? 200 : 503 },
    )
  },
})
