/** @module Market slots summed up over hours, days of the campus, or all of a run. */

import type { JsonObject } from '../json-object.ts'
import type { PageCursor } from '../page.ts'
import type { RecordedRun } from './recorded-run.ts'
import { instantLiteral, numberLiteral, textLiteral } from './sql-text.ts'
import { bucketEnd } from './time-buckets.ts'

export const MARKET_RESOLUTIONS = ['slot', '1h', '1d', 'run'] as const
export type MarketResolution = (typeof MARKET_RESOLUTIONS)[number]

export interface MarketPeriods {
  readonly resolution: MarketResolution
  /** Behind which instant, and up to which [ms since 1970 UTC]. */
  readonly from: number | undefined
  readonly to: number | undefined
  readonly after: PageCursor | null
  readonly limit: number
}

interface RunOfPeriods {
  readonly run_id: string
  readonly time_zone: string
  readonly meters: { readonly length: number }
}

const HOUR_MS = 3_600_000
/** A loss up to this counts as none: roundings may cost it [currency]. */
const ROUNDING = 0.001

/** Which part of time a row is of, as SQL. */
function periodOf(resolution: MarketResolution, timeZone: string): string {
  switch (resolution) {
    case 'slot':
      return '"time"'
    case '1h':
      return bucketEnd(HOUR_MS, timeZone)
    case '1d':
      return bucketEnd(null, timeZone)
    case 'run':
      return "timestamptz 'infinity'"
  }
}

function conditions({ from, to, after }: MarketPeriods): string[] {
  const begin = Math.max(from ?? Number.NEGATIVE_INFINITY, after?.[0] ?? Number.NEGATIVE_INFINITY)
  return [
    ...(Number.isFinite(begin) ? [`"time" > ${instantLiteral(begin)}`] : []),
    ...(to === undefined ? [] : [`"time" <= ${instantLiteral(to)}`]),
  ]
}

/**
 * One row for each part of time with a slot in it, with one more than fits, so that it shows whether more follow.
 *
 * @param columns - SQL by name
 * @returns with `period`, `begin` and `ended`: the part's end, the begin of its first slot and the end of its last
 */
export function periodRows(
  recorded: RecordedRun,
  run: RunOfPeriods,
  periods: MarketPeriods,
  columns: Readonly<Record<string, string>>,
): Promise<readonly JsonObject[]> {
  const { resolution, limit } = periods
  const within = [`run_id = ${textLiteral(run.run_id)}`, ...conditions(periods)].join(' and ')
  const named = Object.entries(columns).map(([name, sql]) => `${sql} as ${name}`)
  return recorded.rows(
    'market_slots',
    `select ${periodOf(resolution, run.time_zone)} as period, min(slot_start) as begin, max("time") as ended, ` +
      `${named.join(', ')} from market_slots where ${within} group by 1 order by 1 limit ${numberLiteral(limit + 1)}`,
  )
}

export interface SavingsOfPeriod {
  readonly worse_off: number
  readonly gini_of_savings: number | null
  readonly jain_of_savings: number | null
}

/**
 * How savings were spread over the meters in each part of time, by the text of its end; meters without energy saved nothing.
 *
 * Gini = Σ (2i − n − 1) · x₍ᵢ₎ ÷ (n · Σ x) and Jain = (Σ x)² ÷ (n · Σ x²), of what each saved in all of the part, losses
 * counted as 0.
 */
export async function savingsOfPeriods(
  recorded: RecordedRun,
  run: RunOfPeriods,
  periods: MarketPeriods,
): Promise<ReadonlyMap<string, SavingsOfPeriod>> {
  const n = numberLiteral(run.meters.length)
  const within = ['true', ...conditions(periods)].join(' and ')
  const rows = await recorded.rows(
    'settlements',
    `with saved as (select ${periodOf(periods.resolution, run.time_zone)} as period, meter_id, ` +
      `round(sum(saving)::numeric, 6)::float8 as s from settlements where ${within} group by 1, 2), ` +
      'ranked as (select period, s, greatest(s, 0) as x, row_number() over ascending as i, ' +
      'count(*) over (partition by period) as m from saved ' +
      'window ascending as (partition by period order by greatest(s, 0))) ' +
      `select period, count(*) filter (where s < -${numberLiteral(ROUNDING)}) as worse_off, ` +
      `round((sum((2 * (i + ${n} - m) - ${n} - 1) * x) / nullif(${n} * sum(x), 0))::numeric, 6)::float8 as gini_of_savings, ` +
      `round((sum(x) * sum(x) / nullif(${n} * sum(x * x), 0))::numeric, 6)::float8 as jain_of_savings ` +
      'from ranked group by period',
  )
  return new Map(
    rows.map(({ period, worse_off, gini_of_savings, jain_of_savings }) => [
      String(period),
      {
        worse_off: Number(worse_off),
        gini_of_savings: asNumber(gini_of_savings),
        jain_of_savings: asNumber(jain_of_savings),
      },
    ]),
  )
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
