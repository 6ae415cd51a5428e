/** @module What a meter measured over time: its readings, or sums and means of them. */

import * as z from 'zod'
import { READING_FIELDS } from '../../simulation/readings/reading-fields.ts'
import { DAY_MS } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import { csvText } from '../csv-text.ts'
import type { JsonObject } from '../json-object.ts'
import { cursorText, type Page, pageOf, pageParameters } from '../page.ts'
import { readingSchema } from '../published-records.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { bucketSql, pageSpan, type Resolution, type TimePage } from '../recorded/time-buckets.ts'
import { Answer, defineRoute, JSON_TYPE, pageOfJson } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'
import { meterPath, requireMeter } from './meters.ts'

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

const READING_NAMES = READING_FIELDS.map(({ name }) => name)
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
    if (resolution !== 'interval') {
      const page = await summaries(context, meter_id, resolution, { from, to, limit, after })
      return format === 'json' ? page : csvAnswer(SUMMARY_FIELDS, page)
    }
    const selection = {
      fromMs: from,
      toMs: to,
      equal: { meter_id: [meter_id] },
      order: 'oldest',
      limit,
      after,
    } as const
    if (format === 'json') return pageOfJson(await context.recorded.pageOfTexts('readings', selection))
    return csvAnswer(READING_NAMES, await context.recorded.page('readings', selection))
  },
})

function csvAnswer(fields: readonly string[], { items, next }: Page<JsonObject>): Answer<never> {
  return new Answer<never>(csvText(fields, items), { type: 'text/csv; charset=utf-8', next })
}

async function summaries({ live, recorded }: ApiContext, meterId: string, resolution: Resolution, page: TimePage) {
  const { time_zone: timeZone } = live.facts.run
  const { begin, end } = pageSpan(page, resolution, timeZone)
  const rows = await recorded.rows('readings', summaryQuery(meterId, resolution, begin, end, timeZone))
  return {
    items: rows.map((row) => summaryOf(row)),
    next: end < page.to ? cursorText([end, '']) : null,
  }
}

function summaryQuery(meterId: string, resolution: Resolution, from: number, to: number, timeZone: string): string {
  const columns = [
    `${bucketSql(resolution, timeZone)} as ended`,
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
