/** @module How full the batteries of the campus were, and what they took and gave. */

import * as z from 'zod'
import { HOUR_MS } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import { ApiProblem } from '../api-problem.ts'
import { boundedRange, RANGE_WORDS } from '../bounded-range.ts'
import type { CampusAssets } from '../campus-assets.ts'
import { bucketEnd } from '../recorded/campus-powers.ts'
import { instantLiteral, numberLiteral, textLiteral } from '../recorded/sql-text.ts'
import { rounded } from '../rounding.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters } from '../time-range.ts'

const QUARTER_MS = HOUR_MS / 4
/** All of them stand in the question. */
const MOST_BATTERIES = 10_000

const batterySummarySchema = z
  .strictObject({
    timestamp: instant.describe('End of the time summed up.'),
    state_of_charge: z.number().describe('Mean by capacity. Unit: %.'),
    charging_kw: z.number().describe('Mean power of what was charged. Unit: kW.'),
    discharging_kw: z.number().describe('Mean power of what was discharged. Unit: kW.'),
  })
  .meta({ id: 'BatterySummary', description: 'The batteries of the campus over some time.' })

export const batteryHistoryRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/batteries/history',
  operationId: 'listBatteryHistory',
  tag: 'Meters',
  summary: 'How full the batteries of the campus were, and what they took and gave',
  description: `${RANGE_WORDS} Time without a reading is left out. \`1h\` is quick, however many batteries there are.`,
  query: z.strictObject({ ...rangeParameters, resolution: z.enum(['15m', '1h']).default('15m') }),
  result: z.strictObject({ items: z.array(batterySummarySchema) }),
  problems: [422, 503],
  async handle({ query }, { live, recorded }) {
    const { run, assets } = live.facts
    const isQuarters = query.resolution === '15m'
    const { from, to } = boundedRange(query, isQuarters ? QUARTER_MS : HOUR_MS, live)
    const { batteries } = assets
    if (batteries.length === 0) return { items: [] }
    if (batteries.length > MOST_BATTERIES) {
      const many = `The history of ${batteries.length} batteries is too much for one question, of which ${MOST_BATTERIES} are allowed`
      throw new ApiProblem(422, `${many}: ask for that of meters.`)
    }
    const rows = await recorded.rows('readings', (isQuarters ? quarterQuery : hourQuery)(batteries, from, to))
    return {
      items: rows.map(({ ended, level, charged, discharged, readings }) => {
        const hours = (Number(readings) / batteries.length) * (run.interval_seconds / 3600)
        return {
          timestamp: utcText(Date.parse(String(ended))),
          state_of_charge: rounded(Number(level), 3),
          charging_kw: rounded(Number(charged) / hours, 3),
          discharging_kw: rounded(Number(discharged) / hours, 3),
        }
      }),
    }
  },
})

function quarterQuery(batteries: CampusAssets['batteries'], from: number, to: number): string {
  return (
    `select ${bucketEnd(QUARTER_MS)} as ended, sum(battery_level * capacity) / sum(capacity) as level, ` +
    'sum(battery_charged) as charged, sum(battery_discharged) as discharged, count(*) as readings ' +
    `from energy_readings_enhanced join ${capacities(batteries)} using (meter_id) where battery_level is not null ` +
    `and "time" > ${instantLiteral(from)} and "time" <= ${instantLiteral(to)} group by 1 order by 1`
  )
}

function hourQuery(batteries: CampusAssets['batteries'], from: number, to: number): string {
  return (
    "select hour + interval '1 hour' as ended, sum(avg_battery_level * reading_count * capacity) / " +
    'sum(reading_count * capacity) as level, sum(energy_stored) as charged, sum(energy_discharged) as discharged, ' +
    `sum(reading_count) as readings from battery_performance_summary join ${capacities(batteries)} using (meter_id) ` +
    `where hour > ${instantLiteral(from - HOUR_MS)} and hour < ${instantLiteral(to)} group by 1 order by 1`
  )
}

function capacities(batteries: CampusAssets['batteries']): string {
  const values = batteries.map(({ meterId, capacityKwh }) => `(${textLiteral(meterId)}, ${numberLiteral(capacityKwh)})`)
  return `(values ${values.join(', ')}) as batteries (meter_id, capacity)`
}
