/** @module The shape of a tariff file, from which validation, types and the editors' JSON Schema all derive. */

import * as z from 'zod'

/** Far above any tariff in any currency, and still exact in millionths. */
const MAX_RATE = 1e6
const MAX_TEXT_CHARACTERS = 1000

/** Control characters and lone surrogates have no place in a line of output. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]+$/u
const DATE = /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const CLOCK = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/

/*
 * Every message below is the noun phrase that completes "expected …", so that a fault becomes one readable line.
 */

function rate(min: number, description: string) {
  const error = `a number from ${min} to ${MAX_RATE} [currency/kWh]`
  return z.number({ error }).min(min, { error }).max(MAX_RATE, { error }).describe(description)
}

function text(description: string) {
  const error = `a text of 1 to ${MAX_TEXT_CHARACTERS} characters without control characters`
  return z.string({ error }).max(MAX_TEXT_CHARACTERS, { error }).regex(PRINTABLE, { error }).describe(description)
}

function date(description: string) {
  const error = 'a date of the calendar as year-month-day, such as 2026-05-01'
  return z.string({ error }).regex(DATE, { error }).refine(isInCalendar, { error }).describe(description)
}

function isInCalendar(day: string): boolean {
  // The pattern's 31 days of every month overflow into the next.
  return new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(-2))
}

function clock(description: string) {
  const error = 'a time of day from 00:00 to 24:00, such as 09:00'
  return z.string({ error }).regex(CLOCK, { error }).describe(description)
}

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const keys = Object.keys(shape).join(', ')
  const error: z.core.$ZodErrorMap = ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : what)
  return z.strictObject(shape, { error })
}

const period = object('an object with name, from, to and purchase_rate', {
  name: text('Name of the period, such as on-peak.'),
  from: clock('Local time of day at which the period starts.'),
  to: clock('Local time of day at which it ends and the next one starts; 24:00 ends the day.'),
  purchase_rate: rate(0, 'What the grid charges for imported energy, before the adder [currency/kWh].'),
  feed_in_rate: rate(
    0,
    "What the grid pays for exported energy in this period, in place of feed_in's rate.",
  ).optional(),
})

function day(description: string) {
  return z
    .array(period, { error: 'a list of periods' })
    .min(1, { error: 'at least one period' })
    .describe(`${description}: periods that cover 00:00 to 24:00 without gaps or overlaps.`)
}

const periods = object('an object with weekdays, weekends and holidays', {
  weekdays: day('Monday to Friday'),
  weekends: day('Saturday and Sunday'),
  holidays: day("The tariff's holidays, whatever day of the week they fall on"),
})

const feedIn = object('an object with rate, valid_from and source', {
  rate: rate(0, 'What the grid pays for exported energy [currency/kWh].'),
  valid_from: date('First day on which this was paid.'),
  source: text('Who publishes it, and where.'),
})

const adder = object('an object with name, rate, valid_from, valid_to and source', {
  name: text('Name of the adder, such as Ft.'),
  rate: rate(-MAX_RATE, 'Added to every purchase rate; negative for a reduction [currency/kWh].'),
  valid_from: date('First day of the adder.'),
  valid_to: date('Last day of the adder.'),
  source: text('Who publishes it, and where.'),
})

const currencyError = 'an ISO 4217 code of three capital letters, such as USD or THB'

/** The tariff file as written, before what spans several of its values is checked. */
export const tariffFileSchema = object('a JSON object with name, currency, periods and feed_in', {
  $schema: z.string({ error: 'the path of tariff.schema.json' }).optional().describe('For editors.'),
  name: text('Name of the tariff.'),
  currency: z
    .string({ error: currencyError })
    .regex(/^[A-Z]{3}$/, { error: currencyError })
    .describe('Currency of all rates.'),
  source: text('Who publishes the purchase rates, and where.'),
  valid_from: date('First day on which the purchase rates held; stated for the reader, the rates hold in every run.'),
  periods: periods.describe('Purchase rates by kind of day and local time of day.'),
  feed_in: feedIn.describe('What the grid pays for exported energy.'),
  adder: adder.optional().describe('A charge that is reset between tariffs and the same at all hours.'),
})

export type TariffFile = z.infer<typeof tariffFileSchema>

/** The tariff file's shape as JSON Schema (draft 7, the one editors know best). */
export function tariffJsonSchema(): Record<string, unknown> {
  return {
    title: 'Time-of-use tariff of the GridTokenX smart meter simulator',
    ...z.toJSONSchema(tariffFileSchema, { target: 'draft-7', io: 'input' }),
  }
}
