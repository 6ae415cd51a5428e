/** @module The shape of a faults file, from which validation, types and the editors' JSON Schema all derive. */

import * as z from 'zod'
import { oneOf } from '../errors/one-of.ts'
import { FAULT_KINDS, SPIKE_CHANNELS } from './fault-vocabulary.ts'

/** More faults than anybody writes by hand, few enough to compare each with each. */
const MAX_FAULTS = 10_000
/** The entry is part of the key of a random draw. */
export const MAX_RANDOM_ENTRIES = 64
const MAX_FACTOR = 1e6

/*
 * Every message below is the noun phrase that completes "expected …", so that a fault becomes one readable line.
 */

function number(min: number, max: number, what: string, description: string) {
  const error = `${what} from ${min} to ${max}`
  return z.number({ error }).min(min, { error }).max(max, { error }).describe(description)
}

function text(error: string, description: string) {
  return z.string({ error }).min(1, { error }).describe(description)
}

const idsError = 'the id of a meter, a list of such ids, or "*" for all meters'
const meterId = z
  .union([z.string().min(1), z.array(z.string({ error: idsError }).min(1, { error: idsError })).min(1)], {
    error: idsError,
  })
  .describe('The meter, a list of meters, or "*" for all of them.')

/** When a fault acts. */
const period = {
  meter_id: meterId,
  from: text('a time', 'Start: ISO 8601 with an offset, such as 2025-03-03T08:00:00+07:00.'),
  until: text('a time', 'End, likewise; or give the duration.').optional(),
  duration: text('a duration', 'Length, such as 90m, 36h or 7d; or give the end.').optional(),
}

/** How often a random fault begins, and how long it lasts. */
const chance = {
  meter_id: meterId.optional(),
  per_meter_and_day: number(0, 1, 'a chance', 'Chance that one begins, per meter and day of the run.'),
  shortest: text('a duration', 'Shortest length, such as 15m.'),
  longest: text('a duration', 'Longest length; in between, lengths are spread evenly over their logarithm.'),
}

/** What each kind can be told. */
const parameters = {
  outage: {},
  gap: {},
  spike: {
    channel: z
      .enum(SPIKE_CHANNELS, { error: oneOf(SPIKE_CHANNELS) })
      .optional()
      .describe('The value that jumps; consumption unless told otherwise.'),
    factor: number(0, MAX_FACTOR, 'a factor', 'What the value is multiplied by; 10 unless told otherwise.').optional(),
  },
  stuck: {},
  drift: {
    percent_per_day: number(
      -100,
      100,
      'a percentage',
      'By how much the meter counts more (or less) from day to day; 1 unless told otherwise [%].',
    ).optional(),
  },
  clock_skew: {
    seconds: number(
      -86_400,
      86_400,
      'a number of seconds',
      "How far the meter's clock is ahead; 300 unless told otherwise [s].",
    ).optional(),
  },
  tamper: {
    scale: number(0, 1, 'a share', 'Share of the consumption still counted; 0.6 unless told otherwise.').optional(),
    set_back_kwh: number(
      0,
      1e9,
      'an energy',
      'By how much the import register is set back at the start; 0 unless told otherwise [kWh].',
    ).optional(),
  },
  theft: {
    share: number(
      0,
      1,
      'a share',
      'Share of the consumption that bypasses the meter; 0.4 unless told otherwise.',
    ).optional(),
  },
  duplicate: {},
  out_of_order: {},
} as const satisfies Record<(typeof FAULT_KINDS)[number], z.ZodRawShape>

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ')
  const error: z.core.$ZodErrorMap = ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : what)
  return z.strictObject(shape, { error })
}

function entry<When extends z.ZodRawShape>(when: When, what: string) {
  const kind = <Kind extends keyof typeof parameters>(name: Kind) =>
    object(what, { kind: z.literal(name), ...when, ...parameters[name] })
  const kinds = [
    kind('outage'),
    kind('gap'),
    kind('spike'),
    kind('stuck'),
    kind('drift'),
    kind('clock_skew'),
    kind('tamper'),
    kind('theft'),
    kind('duplicate'),
    kind('out_of_order'),
  ] as const
  return z.discriminatedUnion('kind', kinds, {
    error: ({ code }) => (code === 'invalid_union' ? oneOf(FAULT_KINDS) : what),
  })
}

const fault = entry(period, 'an object with kind, meter_id, from and until or duration')
const randomFault = entry(chance, 'an object with kind, per_meter_and_day, shortest and longest')

/** The faults file as written, before its times and meters are checked. */
export const faultsFileSchema = object('a JSON object with faults, random or both', {
  $schema: z.string({ error: 'the path of faults.schema.json' }).optional().describe('For editors.'),
  faults: z
    .array(fault, { error: 'a list of faults' })
    .max(MAX_FAULTS, { error: `at most ${MAX_FAULTS} faults` })
    .optional()
    .describe('Faults at given meters and times.'),
  random: z
    .array(randomFault, { error: 'a list of random faults' })
    .max(MAX_RANDOM_ENTRIES, { error: `at most ${MAX_RANDOM_ENTRIES} random faults` })
    .optional()
    .describe("Faults drawn from the run's seed."),
})

export type WrittenFault = z.infer<typeof fault>
export type WrittenRandomFault = z.infer<typeof randomFault>

/** The faults file's shape as JSON Schema (draft 7, the one editors know best). */
export function faultsJsonSchema(): Record<string, unknown> {
  return {
    title: 'Faults of meters in the GridTokenX smart meter simulator',
    ...z.toJSONSchema(faultsFileSchema, { target: 'draft-7', io: 'input' }),
  }
}
