/** @module What the whole campus did over time: the sums over its meters. */

import * as z from 'zod'
import { DAY_MS } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import type { ApiContext } from '../api-context.ts'
import { csvText } from '../csv-text.ts'
import type { JsonObject } from '../json-object.ts'
import { cursorText, pageOf, pageParameters } from '../page.ts'
import { readingEnergies, slotEnergies } from '../recorded/campus-energies.ts'
import { pageSpan, RESOLUTIONS, type Resolution } from '../recorded/time-buckets.ts'
import { Answer, defineRoute, JSON_TYPE } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'

const SECONDS_PER_HOUR = 3600

const energy = (text: string) => z.number().describe(`${text} Unit: kWh.`)
const power = (text: string) => z.number().describe(`${text} Unit: kW.`)

const campusSummarySchema = z
  .strictObject({
    timestamp: instant.describe('End of the time summed up.'),
    seconds: z.number().describe('Of it, what was measured. Unit: s.'),
    energy_generated: energy('By all arrays.'),
    energy_consumed: energy('By all loads.'),
    energy_imported: energy('Sum over the meters that took some.'),
    energy_exported: energy('Sum over the meters that gave some.'),
    energy_stored: energy('Into all batteries less out of them.'),
    generation_kw: power('Mean over what was measured.'),
    load_kw: power('Mean.'),
    battery_kw: power('Mean; charging positive.'),
    grid_kw: power('Mean; import positive.'),
  })
  .meta({ id: 'CampusSummary', description: 'What the whole campus did over some time: energies, and mean powers.' })

const FIELDS = Object.keys(campusSummarySchema.shape)

export const campusHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/campus/history',
  operationId: 'listCampusHistory',
  tag: 'Simulation',
  summary: 'What the whole campus did over time',
  description:
    'Without `from` and `to`, the last day of the run. It comes from the market slots where there are any that fit into the ' +
    'resolution, else from whole hours of UTC, or from all readings for quarters of an hour. A page covers `limit` times the ' +
    'resolution; time of which nothing is recorded is left out.',
  query: z.strictObject({
    ...rangeParameters,
    resolution: z.enum(['15m', '1h', '1d']).default('15m'),
    format: z
      .enum(['json', 'csv'])
      .default('json')
      .describe('With `csv`, the head Link has the address of the next page.'),
    ...pageParameters,
  }),
  result: pageOf(campusSummarySchema),
  mediaTypes: [JSON_TYPE, 'text/csv'],
  problems: [422, 503],
  async handle({ query }, context) {
    const { resolution, format, limit, after = null } = query
    const { run } = context.live.facts
    const beginMs = Date.parse(run.start)
    const to = query.to ?? Math.max(context.live.lastTick?.snapshot.timeMs ?? 0, beginMs + 1)
    const from = query.from ?? Math.min(Math.max(to - DAY_MS, beginMs), to - 1)
    requireOrder(from, to)
    const span = pageSpan({ from, to, limit, after }, resolution, run.time_zone)
    const items = (await energies(context, resolution, span)).map(summaryOf)
    const next = span.end < to ? cursorText([span.end, '']) : null
    if (format === 'json') return { items, next }
    return new Answer<never>(csvText(FIELDS, items), { type: 'text/csv; charset=utf-8', next })
  },
})

async function energies(
  { live, recorded }: ApiContext,
  resolution: Resolution,
  span: { readonly begin: number; readonly end: number },
): Promise<readonly JsonObject[]> {
  const { run } = live.facts
  if (run.market !== 'none') {
    const rows = await recorded.rows('market_slots', slotEnergies(run, resolution, span))
    const fits = rows.every(({ longest }) => Number(longest) * 1000 <= RESOLUTIONS[resolution])
    if (fits) return rows
  }
  return recorded.rows('readings', readingEnergies(run, resolution, span))
}

function summaryOf({ ended, longest: _longest, ...row }: JsonObject): z.output<typeof campusSummarySchema> {
  const mean = (kwh: number): number => Number(((kwh * SECONDS_PER_HOUR) / Number(row.seconds)).toFixed(6)) + 0
  return campusSummarySchema.parse({
    timestamp: utcText(Date.parse(String(ended))),
    ...row,
    generation_kw: mean(Number(row.energy_generated)),
    load_kw: mean(Number(row.energy_consumed)),
    battery_kw: mean(Number(row.energy_stored)),
    grid_kw: mean(Number(row.energy_imported) - Number(row.energy_exported)),
  })
}
