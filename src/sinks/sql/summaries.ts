/** @module Keeps the summaries of readings right, whenever the readings come. */

import { type SqlConnection, sqlState } from '../sql-connection.ts'

/** What was written: the first and the last timestamp among new readings, as the journal has them. */
export interface ReadingSpan {
  readonly first: string
  readonly last: string
}

export interface Summaries {
  /** When a run is opened. */
  catchUp(connection: SqlConnection): Promise<void>
  /** In the transaction that wrote the readings. */
  include(connection: SqlConnection, span: ReadingSpan): Promise<void>
  /** After that transaction. */
  settle(connection: SqlConnection, span: ReadingSpan): Promise<void>
}

/** Those of this database: which kind it has was decided when its tables were made. */
export async function summariesOf(connection: SqlConnection): Promise<Summaries> {
  const [{ closed }] = await connection.query(`SELECT to_regclass('closed_hours') IS NOT NULL AS closed`)
  return closed === true ? CLOSED_HOURS : CONTINUOUS_AGGREGATES
}

const nothing = (): Promise<void> => Promise.resolve()

/** Hours are closed as soon as a later reading is there, and closed again when a late one comes. */
const CLOSED_HOURS: Summaries = {
  catchUp: nothing,
  async include(connection, { first, last }) {
    await connection.query('SELECT summarise_readings($1, $2)', [first, last])
  },
  settle: nothing,
}

/** TimescaleDB adds what came after the last refresh by itself; what came before it counts only after another one. */
const CONTINUOUS_AGGREGATES: Summaries = {
  async catchUp(connection) {
    for (const stale of await staleSummaries(connection, null)) await refresh(connection, stale)
  },
  include: nothing,
  async settle(connection, span) {
    for (const stale of await staleSummaries(connection, span)) await refresh(connection, stale)
  },
}

const SUMMARIES = [
  'trading_opportunities_summary',
  'rec_generation_summary',
  'weather_impact_analysis',
  'battery_performance_summary',
  'energy_balance_summary',
]

/** A summary with the time it is to be refreshed in, as PostgreSQL writes it: to the microsecond. */
interface Stale {
  readonly summary: string
  readonly from: string | null
  readonly until: string
}

/**
 * Summaries that were refreshed beyond the first of these readings, or ever.
 *
 * Only whole buckets are refreshed: a day on either side holds the one a reading is in. Nothing after the last refresh
 * is: a bucket that is not yet full would count as done.
 */
async function staleSummaries(connection: SqlConnection, span: ReadingSpan | null): Promise<Stale[]> {
  const rows = await connection.query(
    `SELECT summary, ($2::timestamptz - interval '1 day')::text AS from,
       least($3::timestamptz + interval '1 day', watermark)::text AS until
     FROM (
       SELECT user_view_name AS summary,
         _timescaledb_functions.to_timestamp(_timescaledb_functions.cagg_watermark(mat_hypertable_id)) AS watermark
       FROM _timescaledb_catalog.continuous_agg
       WHERE user_view_schema = current_schema() AND user_view_name = ANY($1::text[])
     ) AS aggregates
     WHERE watermark > coalesce($2::timestamptz, $4::timestamptz)`,
    [SUMMARIES, span?.first ?? null, span?.last ?? null, BEFORE_ALL_READINGS],
  )
  return rows.map(({ summary, from, until }) => ({
    summary: String(summary),
    from: typeof from === 'string' ? from : null,
    until: String(until),
  }))
}

/** A summary that was never refreshed says so by a date before Christ. */
const BEFORE_ALL_READINGS = '0001-01-01T00:00:00Z'

const LOCK_NOT_AVAILABLE = '55P03'

async function refresh(connection: SqlConnection, { summary, from, until }: Stale): Promise<void> {
  const begin = from === null ? 'NULL' : `'${from}'::timestamptz`
  try {
    // A procedure that takes values of any type takes no parameters.
    await connection.query(`CALL refresh_continuous_aggregate('${summary}', ${begin}, '${until}'::timestamptz)`)
  } catch (error) {
    // A refresh by the server is under way, and the next one of its policy mends what that one misses.
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error
  }
}
