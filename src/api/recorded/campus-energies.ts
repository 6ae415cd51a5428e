/** @module Where the energies of the whole campus can be had at least cost: its market slots, hours, or all readings. */

import type { RunManifest } from '../../journal/run-manifest.ts'
import { HOUR_MS } from '../../time/local-clock.ts'
import { ApiProblem } from '../api-problem.ts'
import { instantLiteral, numberLiteral, textLiteral } from './sql-text.ts'
import { bucketSql, type Resolution } from './time-buckets.ts'

interface Span {
  readonly begin: number
  readonly end: number
}

type Run = Pick<RunManifest, 'run_id' | 'time_zone' | 'interval_seconds' | 'meters'>

/** Rows one question may go through: the embedded store does so many well within its time. */
const MOST_ROWS = 2_000_000

const ENERGIES = ['energy_generated', 'energy_consumed', 'energy_imported', 'energy_exported'] as const

/** Of slots, which are few; `longest` tells whether one is longer than what it is to be summed up in [s]. */
export function slotEnergies(run: Run, resolution: Resolution, { begin, end }: Span): string {
  return summedUp(
    run,
    resolution,
    `select "time", extract(epoch from "time" - slot_start)::float8 as seconds, ${ENERGIES.join(', ')} from market_slots ` +
      `where run_id = ${textLiteral(run.run_id)} and "time" > ${instantLiteral(begin)} and "time" <= ${instantLiteral(end)}`,
  )
}

/**
 * Of whole hours, or of readings where that is too coarse.
 *
 * @throws ApiProblem when that is more than can be gone through
 */
export function readingEnergies(run: Run, resolution: Resolution, { begin, end }: Span): string {
  const stepMs = resolution === '15m' ? run.interval_seconds * 1000 : HOUR_MS
  if (((end - begin) / stepMs) * run.meters.length > MOST_ROWS) {
    throw new ApiProblem(422, 'That is more than can be added up at once: ask for a shorter time, or coarser.')
  }
  const interval = numberLiteral(run.interval_seconds)
  const source =
    resolution === '15m'
      ? `select "time", ${interval}::float8 as seconds, ${ENERGIES.map((name) => `sum(${name}) as ${name}`).join(', ')} ` +
        `from energy_readings_enhanced where "time" > ${instantLiteral(begin)} and "time" <= ${instantLiteral(end)} group by "time"`
      : `select hour + interval '1 hour' as "time", total_readings * ${interval}::float8 / active_meters as seconds, ` +
        'total_generation as energy_generated, total_consumption as energy_consumed, ' +
        'total_needed_from_grid as energy_imported, total_available_for_sale as energy_exported ' +
        `from energy_balance_summary where hour > ${instantLiteral(begin - HOUR_MS)} and hour <= ${instantLiteral(end - HOUR_MS)}`
  return summedUp(run, resolution, source)
}

function summedUp({ time_zone }: Run, resolution: Resolution, source: string): string {
  const sums = ENERGIES.map((name) => `round(sum(${name})::numeric, 6)::float8 as ${name}`)
  // Of all meters together, each interval balances: what came in and did not go out again is in the batteries.
  const stored = 'sum(energy_generated + energy_imported - energy_consumed - energy_exported)'
  return (
    `select ${bucketSql(resolution, time_zone)} as ended, sum(seconds) as seconds, max(seconds) as longest, ` +
    `${sums.join(', ')}, round(${stored}::numeric, 6)::float8 as energy_stored ` +
    `from (${source}) as parts group by 1 order by 1`
  )
}
