/** @module What a meter measured over time: its readings, or sums and means of them. */

import * as z from 'zod'
import { READING_FIELDS } from '../../simulation/readings/reading-fields.ts'
import { LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import { badRequest } from '../api-problem.ts'
import { csvText } from '../csv-text.ts'
import type { JsonObject } from '../json-object.ts'
import { cursorText, type PageCursor, pageOf, pageParameters } from '../page.ts'
import { readingSchema } from '../published-records.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { bucketEnd } from '../recorded/time-buckets.ts'
import { Answer, defineRoute, JSON_TYPE } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'
import { meterPath, requireMeter } from './meters.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Lengths of what is summed up [ms]; days are the campus's, and begin at its midnight. */
const RESOLUTIONS = { '15m': HOUR_MS / 4, '1h': HOUR_MS, '1d': DAY_MS } as const
type Resolution = keyof typeof RESOLUTIONS

/** Energies, which are added up. */
const SUMS = [
  'energy_generated',
  'energy_consumed',
  'energy_imported',
  'energy_exported',
  'battery_charged',
  'battery_discharged',
  'carbon_offset',
] as const
/** What a mean is told of. */
const MEANS = ['battery_level', 'voltage', 'temperature', 'irradiance', 'max_sell_price', 'max_buy_price'] as const
/** What only grows: its last value is its largest. */
const REGISTERS = ['import_register', 'export_register', 'generation_register'] as const

const described = (name: string): string => READING_FIELDS.find((field) => field.name === name)?.description ?? ''
const numbers = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.number().describe(described(name))]))

const summarySchema = z
  .strictObject({
    timestamp: instant.describe('End of the time summed up.'),
    readings: z.int().describe('Readings in it.'),
    not_good: z.int().describe('Those of them that are estimated or suspect.'),
    ...numbers(SUMS),
    ...numbers(REGISTERS),
    ...Object.fromEntries(
      MEANS.map((name) => [
        name,
        z
          .number()
          .nullable()
          .describe(`Mean. ${described(name)}`),
      ]),
    ),
    voltage_min: z.number(),
    voltage_max: z.number(),
  })
  .meta({
    id: 'ReadingSummary',
    description: 'What a meter measured over some time: sums of energies, means of the rest.',
  })

const SUMMARY_FIELDS = Object.keys(summarySchema.shape)

export const meterHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/meters/{meter_id}/readings',
  operationId: 'listMeterReadings',
  tag: 'Meters',
  summary: 'What a meter measured over time',
  description:
    'Without `from` and `to`, the last day of the run. With a `resolution`, time without a reading is left out, and a page covers ' +
    '`limit` times the resolution.',
  params: meterPath,
  query: z.strictObject({
    ...rangeParameters,
    resolution: z
      .enum(['interval', '15m', '1h', '1d'])
      .default('interval')
      .describe('`interval` gives the readings themselves.'),
    format: z
      .enum(['json', 'csv'])
      .default('json')
      .describe('With `csv`, the head Link has the address of the next page.'),
    ...pageParameters,
  }),
  result: z.union([pageOf(readingSchema), pageOf(summarySchema)]),
  mediaTypes: [JSON_TYPE, 'text/csv'],
  problems: [422, 503],
  async handle({ params, query }, context) {
    const { meter_id } = requireMeter(context, params.meter_id)
    const { resolution, format, limit, after = null } = query
    const beginMs = Date.parse(context.live.facts.run.start)
    const to = query.to ?? Math.max(context.live.lastTick?.snapshot.timeMs ?? 0, beginMs + 1)
    const from = query.from ?? Math.min(Math.max(to - DAY_MS, beginMs), to - 1)
    requireOrder(from, to)
    const page =
      resolution === 'interval'
        ? await context.recorded.page('readings', {
            fromMs: from,
            toMs: to,
            equal: { meter_id: [meter_id] },
            order: 'oldest',
            limit,
            after,
          })
        : await summaries(context, meter_id, resolution, { from, to, limit, after })
    if (format === 'json') return page
    const fields = resolution === 'interval' ? READING_FIELDS.map(({ name }) => name) : SUMMARY_FIELDS
    return new Answer<never>(csvText(fields, page.items), { type: 'text/csv; charset=utf-8', next: page.next })
  },
})

interface SummarisedTime {
  readonly from: number
  readonly to: number
  readonly limit: number
  readonly after: PageCursor | null
}

/** A page is a length of time, so that however long the whole is, what one question costs is bounded. */
async function summaries(
  { live, recorded }: ApiContext,
  meterId: string,
  resolution: Resolution,
  { from, to, limit, after }: SummarisedTime,
) {
  const lengthMs = RESOLUTIONS[resolution]
  const begin = after === null ? from : after[0]
  if (begin < from || begin >= to) {
    throw badRequest([{ in: 'query', field: 'after', expected: '`next` of an earlier answer to the same question' }])
  }
  const end = Math.min(to, nextBoundary(begin, lengthMs, live.facts.run.time_zone) + (limit - 1) * lengthMs)
  const rows = await recorded.rows('readings', summaryQuery(meterId, resolution, begin, end, live.facts.run.time_zone))
  return {
    items: rows.map((row) => summaryOf(row)),
    next: end < to ? cursorText([end, '']) : null,
  }
}

/** The end of the quarter, hour or campus day that an instant lies in; its offset is taken as that of the instant. */
function nextBoundary(ms: number, lengthMs: number, timeZone: string): number {
  const offsetMs = lengthMs === DAY_MS ? offsetOf(ms, timeZone) : 0
  return (Math.floor((ms + offsetMs) / lengthMs) + 1) * lengthMs - offsetMs
}

function offsetOf(ms: number, timeZone: string): number {
  return new LocalClock(timeZone).offsetMs(ms)
}

function summaryQuery(meterId: string, resolution: Resolution, from: number, to: number, timeZone: string): string {
  const bucket = bucketEnd(resolution === '1d' ? null : RESOLUTIONS[resolution], timeZone)
  const columns = [
    `${bucket} as ended`,
    'count(*) as readings',
    "count(*) filter (where quality <> 'good') as not_good",
    ...SUMS.map((name) => `round(sum(${name})::numeric, 6)::float8 as ${name}`),
    ...REGISTERS.map((name) => `max(${name}) as ${name}`),
    ...MEANS.map((name) => `round(avg(${name})::numeric, 6)::float8 as ${name}`),
    'min(voltage) as voltage_min',
    'max(voltage) as voltage_max',
  ]
  return (
    `select ${columns.join(', ')} from energy_readings_enhanced where meter_id = ${textLiteral(meterId)} ` +
    `and "time" > ${instantLiteral(from)} and "time" <= ${instantLiteral(to)} group by 1 order by 1`
  )
}

function summaryOf({ ended, ...row }: JsonObject): z.input<typeof summarySchema> {
  const values = { timestamp: utcText(Date.parse(String(ended))), ...row }
  return summarySchema.parse(values)
}
