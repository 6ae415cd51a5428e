/** @module PostgreSQL and TimescaleDB as destinations: which records go to which of the two. */

import { RECORD_STREAMS, type RecordStream } from '../../journal/record-stream.ts'
import type { Sink } from '../sink.ts'
import { SqlSink } from '../sql/sql-sink.ts'
import { databaseAddress } from './database-address.ts'
import { connectToPostgres } from './postgres-connection.ts'

/** What belongs to time rather than to people: it goes to TIMESCALE_URL where both are given. */
const TIME_SERIES: readonly RecordStream[] = ['readings', 'trading_opportunities', 'market_slots']

const VARIABLES = { timescale: 'TIMESCALE_URL', postgres: 'DATABASE_URL' } as const

export interface DatabaseSinkOptions {
  readonly url: string
  readonly streams: readonly RecordStream[]
  /** Whether meters and their owners are entered as well. */
  readonly participants: boolean
}

/** The database of TIMESCALE_URL. */
export function timescaleSink(options: DatabaseSinkOptions): Sink {
  return databaseSink('timescale', options)
}

/** The database of DATABASE_URL. */
export function postgresSink(options: DatabaseSinkOptions): Sink {
  return databaseSink('postgres', options)
}

function databaseSink(name: keyof typeof VARIABLES, { url, streams, participants }: DatabaseSinkOptions): Sink {
  const { connectionString, description } = databaseAddress(url)
  return new SqlSink({
    name,
    description: `${VARIABLES[name]}: ${description}`,
    streams,
    participants,
    connect: (signal) => connectToPostgres(connectionString, signal),
  })
}

/**
 * The sinks of the databases that are to be written to: one takes everything, two share.
 *
 * @param urls - null for a database that is not wanted, or not given
 */
export function databaseSinks({
  timescaleUrl,
  databaseUrl,
}: {
  readonly timescaleUrl: string | null
  readonly databaseUrl: string | null
}): Sink[] {
  const everything = { streams: RECORD_STREAMS, participants: true }
  if (timescaleUrl === null) return databaseUrl === null ? [] : [postgresSink({ url: databaseUrl, ...everything })]
  if (databaseUrl === null || databaseAddress(databaseUrl).identity === databaseAddress(timescaleUrl).identity) {
    return [timescaleSink({ url: timescaleUrl, ...everything })]
  }
  const relational = RECORD_STREAMS.filter((stream) => !TIME_SERIES.includes(stream))
  return [
    timescaleSink({ url: timescaleUrl, streams: TIME_SERIES, participants: false }),
    postgresSink({ url: databaseUrl, streams: relational, participants: true }),
  ]
}
