/** @module A command as it is written: the shape of a line of `commands.jsonl`, and of a file of commands. */

import * as z from 'zod'
import { SPIKE_CHANNELS } from '../../config/fault-vocabulary.ts'
import { INJECTED_FAULTS, type InjectedFaultKind } from '../../config/injected-faults.ts'
import { oneOf } from '../../errors/one-of.ts'
import { MAX_CURVE_POINTS } from '../../physics/control/control-curve.ts'

/*
 * Every message below is the noun phrase that completes "expected …".
 */

/** The highest rate a setting takes, too [currency/kWh]. */
const MAX_RATE = 1e6
const MAX_POWER_KW = 1e6
const MAX_RAMP_SECONDS = 86_400
const MAX_OFFSET_K = 20
const MAX_FACTOR = 1e6
/** A year. */
export const MAX_DURATION_SECONDS = 31_536_000
const SOURCES = ['ieee2030_5', 'api', 'file'] as const
const KINDS = ['der_control', 'load_control', 'grid_prices', 'fault', 'retire_certificate'] as const

function number(min: number, max: number, what: string) {
  const error = `${what} from ${min} to ${max}`
  return z.number({ error }).min(min, { error }).max(max, { error })
}

function optional<Schema extends z.ZodType>(schema: Schema, description: string) {
  return schema.nullable().default(null).describe(description)
}

function flag(description: string) {
  return z.boolean({ error: 'true or false' }).default(true).describe(description)
}

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ')
  const error: z.core.$ZodErrorMap = ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : what)
  return z.strictObject(shape, { error })
}

function curve(lowest: number, description: string) {
  const error = `1 to ${MAX_CURVE_POINTS} points [voltage, share], their voltages ascending`
  const point = z.tuple([number(0, 2, 'a voltage as a share of the nominal'), number(lowest, 1, 'a share')], { error })
  const points = z
    .array(point, { error })
    .min(1, { error })
    .max(MAX_CURVE_POINTS, { error })
    .refine((list) => list.every(([x], k) => k === 0 || x >= list[k - 1][0]), { error })
  return optional(points, description)
}

const share = () => number(0, 1, 'a share')

const fixedPowerFactor = object('an object with power_factor and is_under_excited', {
  power_factor: z
    .number({ error: 'a power factor above 0 and up to 1' })
    .gt(0, { error: 'a power factor above 0 and up to 1' })
    .max(1, { error: 'a power factor above 0 and up to 1' }),
  is_under_excited: z.boolean({ error: 'true or false' }),
})

const derControl = object('an object of what array and battery are told, or null', {
  is_connected: flag('False takes array and battery off the grid.'),
  is_energized: flag('False lets array and battery rest.'),
  max_limit: optional(share(), 'Most active power of array and discharging battery, as a share of their rating.'),
  fixed_power: optional(
    number(-1, 1, 'a share'),
    'Power of the battery as a share of its rating, charging negative; without one, a limit of the array.',
  ),
  target_power_kw: optional(
    number(-MAX_POWER_KW, MAX_POWER_KW, 'a power'),
    'Power of array and battery together, towards the grid positive [kW].',
  ),
  fixed_power_factor: optional(fixedPowerFactor, 'Displacement power factor of the inverters.'),
  volt_var: curve(-1, 'Reactive power as a share of the rating over voltage, injected positive.'),
  volt_watt: curve(0, 'Most active power as a share of the rating over voltage.'),
  ramp_seconds: number(0, MAX_RAMP_SECONDS, 'a number of seconds')
    .default(0)
    .describe('Time in which active power goes to a new limit or target [s].'),
})

const loadControl = object('an object of what the load is told, or null', {
  duty_cycle: optional(share(), 'Share of the time the controllable part of the load may run.'),
  cooling_offset_k: optional(
    number(-MAX_OFFSET_K, MAX_OFFSET_K, 'a temperature difference'),
    'By how much the set-point of cooling is raised [K].',
  ),
  load_share: optional(share(), 'Share of the load that is left.'),
})

const meterId = z.string({ error: 'the id of a meter' }).min(1, { error: 'the id of a meter' })
const rate = (description: string) => optional(number(0, MAX_RATE, 'a rate'), description)

const duration = (description: string) => optional(number(1, MAX_DURATION_SECONDS, 'a number of seconds'), description)

/** A fault of a kind, with its parameters. */
function fault<Kind extends InjectedFaultKind, Shape extends z.ZodRawShape>(kind: Kind, parameters: Shape) {
  return object('a command', {
    kind: z.literal('fault'),
    meter_id: meterId,
    fault: z.literal(kind),
    ...parameters,
    is_active: flag('False mends it.'),
    duration_seconds: duration('After which it is mended by itself; null for until it is told so [s].'),
  })
}

const aboveZero = (max: number, what: string) =>
  number(0, max, what).gt(0, { error: `${what} above 0 and up to ${max}` })

const faultCommand = z.discriminatedUnion(
  'fault',
  [
    fault('outage', {}),
    fault('gap', {}),
    fault('stuck', {}),
    fault('spike', {
      channel: z
        .enum(SPIKE_CHANNELS, { error: oneOf(SPIKE_CHANNELS) })
        .default('consumption')
        .describe('The value that jumps.'),
      factor: number(0, MAX_FACTOR, 'a factor').default(10).describe('What it is multiplied by.'),
    }),
    fault('array_outage', {
      lost_share: aboveZero(1, 'a share').default(1).describe('Share of the output that is lost.'),
    }),
    fault('battery_outage', {}),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? oneOf(INJECTED_FAULTS) : 'an object with kind and what belongs to it',
  },
)

const command = z.discriminatedUnion(
  'kind',
  [
    object('a command', { kind: z.literal('der_control'), meter_id: meterId, control: derControl.nullable() }),
    object('a command', {
      kind: z.literal('load_control'),
      meter_id: meterId,
      control: loadControl.nullable(),
      duration_seconds: duration('After which the load is its own again; null for until it is told otherwise [s].'),
    }),
    faultCommand,
    object('a command', {
      kind: z.literal('grid_prices'),
      purchase_rate: rate('What the grid charges instead of the tariff [currency/kWh].'),
      feed_in_rate: rate('What the grid pays instead of the tariff [currency/kWh].'),
    }).refine(
      ({ purchase_rate: charged, feed_in_rate: paid }) => charged === null || paid === null || paid <= charged,
      {
        path: ['feed_in_rate'],
        error: 'a rate not above purchase_rate',
      },
    ),
    object('a command', {
      kind: z.literal('retire_certificate'),
      certificate_id: z.string({ error: 'the id of a certificate' }).min(1, { error: 'the id of a certificate' }),
      beneficiary: optional(meterId, 'The account on whose behalf; null for its owner.'),
      energy_wh: optional(
        z.int({ error: 'a whole number from 1' }).min(1, { error: 'a whole number from 1' }),
        'How much of it, from its first unit on; null for all [Wh].',
      ),
    }),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? oneOf(KINDS) : 'an object with kind and what belongs to it') },
)

/** A command alone, as written. */
export const commandSchema = command
export type WrittenCommand = z.infer<typeof command>

const timestampError = 'an ISO 8601 date and time with Z or an offset, such as 2025-01-01T12:00:00+07:00'

/** One line. */
export const commandRecordSchema = object('an object with timestamp and command', {
  timestamp: z
    .string({ error: timestampError })
    .describe(
      'Begin of the first interval the command shapes, ISO 8601; in a file, the first that begins then or later.',
    ),
  tick: z
    .int({ error: 'a whole number from 1' })
    .min(1, { error: 'a whole number from 1' })
    .optional()
    .describe(
      'Number of that interval since the start of the run, from 1; in a file it may be left out and does not count.',
    ),
  origin: object('an object with source and reference', {
    source: z.enum(SOURCES, { error: oneOf(SOURCES) }).describe('Who gave the command.'),
    reference: z
      .string({ error: 'a text' })
      .describe('What it follows from there, such as the mRID of an event; empty if there is nothing to name.'),
  })
    .default({ source: 'file', reference: '' })
    .describe('Who gave the command, and what it follows from.'),
  command: command.describe('What holds from then on, whatever held before.'),
})
export type WrittenCommandRecord = z.infer<typeof commandRecordSchema>

/** The shape of a line as JSON Schema: as the stream has it, with nothing left out. */
export function commandJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(commandRecordSchema.required({ tick: true }), {
    target: 'draft-2020-12',
  })
  return {
    $schema,
    title: 'Command',
    description: 'What a running simulation was told, with the interval from which on it holds.',
    ...schema,
  }
}
