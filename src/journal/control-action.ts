/** @module What operators did to a live run, as it is written down: the shape of a line of `control_actions.jsonl`. */

import * as z from 'zod'

export const CONTROL_ACTIONS = [
  'pause',
  'resume',
  'step',
  'speed',
  'fault',
  'demand_response',
  'retire_certificate',
  'utility_operation',
] as const
export type ControlActionKind = (typeof CONTROL_ACTIONS)[number]

export const ACTION_SOURCES = ['api', 'cli'] as const

export const controlActionSchema = z.strictObject({
  timestamp: z.string().meta({ format: 'date-time' }).describe('When it was asked for, by the clock on the wall.'),
  simulated_time: z
    .string()
    .meta({ format: 'date-time' })
    .nullable()
    .describe('The simulated time then; null before the run had begun.'),
  action: z.enum(CONTROL_ACTIONS),
  origin: z
    .strictObject({
      source: z
        .enum(ACTION_SOURCES)
        .describe('`cli` for a command of this program, `api` for any other client of the HTTP interface.'),
      address: z.string().describe('The address the request came from.'),
    })
    .describe('Who asked for it; the token they showed is not among it.'),
  request: z.record(z.string(), z.unknown()).describe('What was asked for, in the words of the HTTP interface.'),
  outcome: z.enum(['done', 'refused']),
  reason: z.string().nullable().describe('Why it was refused; null where it was done.'),
})

export type ControlAction = z.infer<typeof controlActionSchema>

/** The shape of a line as JSON Schema. */
export function controlActionJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(controlActionSchema, { target: 'draft-2020-12' })
  const description = 'Something an operator did to a live run, or tried to.'
  return { $schema, title: 'Control action', description, ...schema }
}
