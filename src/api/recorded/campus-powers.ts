/** @module The campus's generation over time: by market slots, and without a market by its readings. */

import type { MeanPower } from '../../forecast/mean-power.ts'
import type { ApiContext } from '../api-context.ts'
import { instantLiteral, textLiteral } from './sql-text.ts'

const HOUR_MS = 3_600_000
const QUARTER_MS = HOUR_MS / 4

/**
 * Mean generation of slots, or quarters of an hour, in a time; what has not closed is missing.
 *
 * @throws ApiProblem when no database can tell
 */
export async function generationPowers(
  { live, recorded }: ApiContext,
  fromMs: number,
  toMs: number,
): Promise<readonly MeanPower[]> {
  const { run } = live.facts
  if (run.market === 'none') {
    const rows = await recorded.rows('readings', quarterQuery(fromMs, toMs))
    return rows.map(({ ended, intervals, energy_generated }) => {
      const endMs = Date.parse(String(ended))
      const hours = (Number(intervals) * run.interval_seconds) / 3600
      return { fromMs: endMs - QUARTER_MS, toMs: endMs, kw: Number(energy_generated) / hours }
    })
  }
  const query =
    `select slot_start, "time" as ended, energy_generated from market_slots where run_id = ${textLiteral(run.run_id)} ` +
    `and "time" > ${instantLiteral(fromMs)} and slot_start < ${instantLiteral(toMs)} order by "time"`
  return (await recorded.rows('market_slots', query)).map(({ slot_start, ended, energy_generated }) => {
    const [beginMs, endMs] = [Date.parse(String(slot_start)), Date.parse(String(ended))]
    return { fromMs: beginMs, toMs: endMs, kw: (Number(energy_generated) * HOUR_MS) / (endMs - beginMs) }
  })
}

function quarterQuery(fromMs: number, toMs: number): string {
  return (
    `select ${bucketEnd(QUARTER_MS)} as ended, count(distinct "time") as intervals, ` +
    'round(sum(energy_generated)::numeric, 6)::float8 as energy_generated from energy_readings_enhanced ' +
    `where "time" > ${instantLiteral(fromMs)} and "time" <= ${instantLiteral(toMs)} group by 1 order by 1`
  )
}

/** The end of the stretch that a reading belongs to: it belongs to the time its interval ends in. */
export function bucketEnd(lengthMs: number): string {
  const length = `interval '${lengthMs / 1000} s'`
  return `date_bin(${length}, "time" - interval '1 microsecond', timestamptz '2000-01-01 00:00:00+00') + ${length}`
}
