/** @module What a database's refusals and silences mean to a sink, in one line each. */

import { SinkError, type SinkFault } from '../sink.ts'
import { sqlState } from '../sql-connection.ts'

/** Fault and what to do, by SQLSTATE or by its class (the first two letters). */
const MEANINGS: Readonly<Record<string, readonly [fault: SinkFault, fix: string]>> = {
  '08': ['unavailable', 'The connection broke; it is tried again.'],
  '0A': ['misconfigured', 'Expected PostgreSQL 14 or newer, or TimescaleDB 2.15 or newer.'],
  '22': ['rejected', 'The record cannot be stored as it is.'],
  '23': ['rejected', 'The record contradicts what the table holds.'],
  '25006': ['misconfigured', 'The server takes no writes: expected the primary, not a read-only copy.'],
  '28': ['misconfigured', 'Expected a user this server lets in: check user and password in the URL, and pg_hba.conf.'],
  '3D': ['misconfigured', 'Expected a database that exists: create it (createdb), or correct its name in the URL.'],
  '3F': ['misconfigured', 'Expected a schema that exists: check the search_path of the user.'],
  '40': ['unavailable', 'Another transaction was in the way; it is tried again.'],
  '42': ['misconfigured', 'Expected the tables of schema/enhanced_timescaledb_schema.sql.'],
  '42501': [
    'misconfigured',
    'Expected a user who may create tables (GRANT CREATE ON SCHEMA public TO …), or, where an administrator has applied ' +
      'schema/enhanced_timescaledb_schema.sql, one who may SELECT, INSERT, UPDATE and DELETE in all of them.',
  ],
  '42P07': [
    'misconfigured',
    'Expected no table of that name, or one this program made: use another database, or rename the table.',
  ],
  '53': ['unavailable', 'The server lacks disk, memory or free connections; it is tried again.'],
  '54': ['rejected', 'The record is larger than the server allows.'],
  '55': ['unavailable', 'Something is in use; it is tried again.'],
  '57': ['unavailable', 'The server is going down, coming up or ended the session; it is tried again.'],
  '57P04': ['misconfigured', 'Expected a database that exists: it was dropped.'],
  '58': ['unavailable', 'The server cannot read or write its files; it is tried again.'],
  XX: ['unavailable', 'Something is wrong inside the server: see its log. It is tried again.'],
}

/** Failures that have no SQLSTATE: what the driver says, and what it means. */
const DRIVER_MEANINGS: readonly (readonly [says: RegExp, fault: SinkFault, fix: string])[] = [
  [/does not support SSL/, 'misconfigured', 'Expected a server with TLS, or a URL with sslmode=disable.'],
  [/password must be a string/, 'misconfigured', 'Expected a password in the URL: the server asks for one.'],
  [
    /certificate|self-signed|altnames|ssl|tls/i,
    'misconfigured',
    'Expected a certificate the system or sslrootcert vouches for.',
  ],
  [/sslmode|ENOENT/, 'misconfigured', 'Expected files and sslmode of the URL as the driver understands them.'],
]

const UNREACHABLE = 'Expected a PostgreSQL server that answers: start it, or correct host and port. It is tried again.'

/**
 * The failure as delivery knows it.
 *
 * @param destination - which database, without its password
 */
export function sinkErrorOf(error: unknown, destination: string): SinkError {
  if (error instanceof SinkError) return error
  const said = messageOf(error)
  const [fault, fix] = meaningOf(error, said)
  return new SinkError(fault, `${destination}: ${said}. ${fix}`, { cause: error })
}

function meaningOf(error: unknown, said: string): readonly [SinkFault, string] {
  const state = sqlState(error)
  const meaning = state === null ? undefined : (MEANINGS[state] ?? MEANINGS[state.slice(0, 2)])
  if (meaning !== undefined) return meaning
  const known = isSystemError(error) ? undefined : DRIVER_MEANINGS.find(([says]) => says.test(said))
  return known === undefined ? ['unavailable', UNREACHABLE] : [known[1], known[2]]
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'errno' in error && !('path' in error)
}

/** The first line of what was said; several addresses of a host fail as one error with many parts. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n')[0].replace(/\.$/, '') || 'no reason given'
}
