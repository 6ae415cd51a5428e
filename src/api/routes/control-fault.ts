/** @module Something goes wrong at a meter, since an operator wants to see what becomes of it. */

import * as z from 'zod'
import { SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import { INJECTED_FAULTS } from '../../config/injected-faults.ts'
import type { Command, InjectedFault } from '../../simulation/commands/command.ts'
import { MAX_DURATION_SECONDS } from '../../simulation/commands/command-schema.ts'
import type { RouteContext } from '../api-context.ts'
import { badRequest } from '../api-problem.ts'
import { requireDone } from '../require-done.ts'
import { defineRoute } from '../route.ts'
import type { Asker, ToldCommands } from '../run-control.ts'

const faultSchema = z.strictObject({
  meter_id: z.string().min(1).max(200),
  fault: z
    .enum(INJECTED_FAULTS)
    .describe(
      '`gap`: messages are lost, the meter counts on. `outage`: the meter is dead. `stuck`: it repeats its last message. ' +
        '`spike`: one value is multiplied. `array_outage`: the array gives less. `battery_outage`: the battery rests.',
    ),
  is_active: z.boolean().default(true).describe('False mends it.'),
  duration_seconds: z
    .int()
    .min(1)
    .max(MAX_DURATION_SECONDS)
    .optional()
    .describe(
      'Simulated time after which it is mended by itself; until it is told so where that is left out. Unit: s.',
    ),
  lost_share: z.number().gt(0).max(1).optional().meta({
    description: 'Share of the output an `array_outage` takes; all of it unless given.',
    'x-accepted': 'a share above 0 and up to 1',
  }),
  channel: z.enum(SPIKE_CHANNELS).optional().describe('The value a `spike` hits; `consumption` unless given.'),
  factor: z.number().min(0).max(1e6).optional().describe('What a `spike` multiplies it by; 10 unless given.'),
})

/** Told commands wait for their tick; what came of them is in readings and in commands.jsonl. */
export const takenSchema = z
  .strictObject({
    commands: z.int().describe('How many meters are told; it takes effect with the next tick, or at its time.'),
  })
  .meta({ id: 'Taken', description: 'What is going to be told to meters.' })

export const faultRoute = defineRoute({
  method: 'POST',
  path: '/api/v1/control/fault',
  operationId: 'injectFault',
  tag: 'Control',
  summary: 'Inject a fault at a meter, or mend it',
  description:
    'From the next tick on. It is a command: recorded in `commands.jsonl`, and the same in every run of them.',
  controls: true,
  body: faultSchema,
  result: takenSchema,
  problems: [409, 503],
  handle({ body, by }, context) {
    requireMeters(context, 'meter_id', [body.meter_id])
    const command: Command = {
      kind: 'fault',
      meterId: body.meter_id,
      fault: injectedFault(body),
      isActive: body.is_active,
      durationSeconds: body.duration_seconds ?? null,
    }
    const given = [{ command, origin: { source: 'api', reference: '' } }] as const
    return tellMeters(context, { action: 'fault', asked: body, commands: given, fromMs: null }, by)
  },
})

/** @throws ApiProblem with the first of the meters that is none of the run */
export function requireMeters({ live }: RouteContext, field: string, meterIds: readonly string[]): void {
  const unknown = meterIds.find((meterId) => live.meter(meterId) === undefined)
  if (unknown === undefined) return
  throw badRequest([{ in: 'body', field, value: unknown, expected: 'the id of a meter of this run' }])
}

/** @throws ApiProblem when the run refuses it */
export async function tellMeters(
  { control }: RouteContext,
  told: ToldCommands,
  by: Asker,
): Promise<z.infer<typeof takenSchema>> {
  requireDone('body', await control.ask({ kind: 'commands', told, by }))
  return { commands: told.commands.length }
}

function injectedFault({ fault, lost_share, channel, factor }: z.output<typeof faultSchema>): InjectedFault {
  const given = Object.entries({ lost_share, channel, factor }).filter(([, value]) => value !== undefined)
  const own: readonly string[] =
    fault === 'spike' ? ['channel', 'factor'] : fault === 'array_outage' ? ['lost_share'] : []
  const foreign = given.filter(([name]) => !own.includes(name))
  if (foreign.length > 0) {
    throw badRequest(
      foreign.map(([field, value]) => ({
        in: 'body',
        field,
        value: String(value),
        expected: `nothing where fault is ${fault}`,
      })),
    )
  }
  if (fault === 'spike') return { kind: fault, channel: channel ?? 'consumption', factor: factor ?? 10 }
  return fault === 'array_outage' ? { kind: fault, lostShare: lost_share ?? 1 } : { kind: fault }
}
