/** @module How far a meter's readings can be trusted: how many are good, and what is wrong with the others. */

import * as z from 'zod'
import { QUALITY_REASONS } from '../../simulation/quality/quality-reasons.ts'
import { DAY_MS, LocalClock } from '../../time/local-clock.ts'
import { utcText } from '../../time/utc-text.ts'
import { instantLiteral, textLiteral } from '../recorded/sql-text.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'
import { rangeParameters, requireOrder } from '../time-range.ts'
import { meterPath, requireMeter } from './meters.ts'
import { requireTick } from './weather.ts'

const qualitySchema = z
  .strictObject({
    from: instant,
    to: instant,
    good: z.int(),
    estimated: z.int(),
    suspect: z.int(),
    reasons: z
      .array(z.strictObject({ reason: z.enum(QUALITY_REASONS), readings: z.int() }))
      .describe('What is wrong with readings, the most frequent first.'),
  })
  .meta({ id: 'MeterQuality', description: 'How far the readings of some time can be trusted.' })

export const meterQualityRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/meters/{meter_id}/quality',
  operationId: 'getMeterQuality',
  tag: 'Meters',
  summary: 'How many readings are good, and what is wrong with the others',
  description: 'Without `from` and `to`, of the present day at the campus.',
  params: meterPath,
  query: z.strictObject(rangeParameters),
  result: qualitySchema,
  problems: [422, 503],
  async handle({ params, query }, context) {
    const { meter_id } = requireMeter(context, params.meter_id)
    const to = query.to ?? requireTick(context.live).timeMs
    const from = query.from ?? dayBegin(to, context.live.facts.run.time_zone)
    requireOrder(from, to)
    const which =
      `from energy_readings_enhanced where meter_id = ${textLiteral(meter_id)} ` +
      `and "time" > ${instantLiteral(from)} and "time" <= ${instantLiteral(to)}`
    const of = (quality: string): string => `count(*) filter (where quality = '${quality}') as ${quality}`
    const [[counts = {}], reasons] = await Promise.all([
      context.recorded.rows('readings', `select ${of('good')}, ${of('estimated')}, ${of('suspect')} ${which}`),
      context.recorded.rows(
        'readings',
        `select reason, count(*) as readings from (select unnest(quality_reasons) as reason ${which}) as told ` +
          'group by reason order by readings desc, reason',
      ),
    ])
    return qualitySchema.parse({ from: utcText(from), to: utcText(to), ...counts, reasons })
  },
})

/** Midnight at the campus before an instant; that of midnight itself belongs to the day before. */
function dayBegin(ms: number, timeZone: string): number {
  const offsetMs = new LocalClock(timeZone).offsetMs(ms - 1)
  return Math.floor((ms - 1 + offsetMs) / DAY_MS) * DAY_MS - offsetMs
}
