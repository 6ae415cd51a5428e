/** @module Enters a run in the database, takes it over from any earlier writer, and keeps its cursors. */

import { RECORD_STREAMS, type RecordStream, type StreamPosition } from '../../journal/record-stream.ts'
import type { RunManifest } from '../../journal/run-manifest.ts'
import { type Cursors, type RecordBatch, SinkError } from '../sink.ts'
import type { SqlConnection } from '../sql-connection.ts'

/** Who writes a run: the sink, and how often the run had changed hands when it took over. */
export interface Writer {
  readonly id: string
  readonly epoch: number
}

/** How long a name PostgreSQL keeps [bytes]. */
const LONGEST_NAME = 63

/**
 * Ends a transaction that an earlier writer left open, as one that was frozen or cut off did: it holds the run's row.
 * Sessions between transactions are left alone: they are told by the next one that they are fenced.
 */
export async function endAbandonedTransactions(connection: SqlConnection, sink: string, runId: string): Promise<void> {
  const name = `gridtokenx ${sink} ${runId}`.slice(0, LONGEST_NAME)
  await connection.query(`SELECT set_config('application_name', $1, false)`, [name])
  await connection.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = $1 AND usename = current_user AND datname = current_database()
       AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
    [name],
  )
}

/**
 * Enters run, users and meters if they are new, and makes `id` the one writer of the run.
 *
 * @param held - whether this sink has written the run before: then nobody else may have since
 * @throws SinkError that another simulator has taken over, or that the name belongs to another run
 */
export async function takeOver(
  connection: SqlConnection,
  run: RunManifest,
  id: string,
  { held, participants, destination }: { held: boolean; participants: boolean; destination: string },
): Promise<Writer> {
  const [entered] = await connection.query(
    `INSERT INTO runs (run_id, fingerprint, program_version, campus, time_zone, currency, market, start,
       interval_seconds, seed, meters, writer, writer_epoch)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)
     ON CONFLICT (run_id) DO UPDATE SET writer = $12, writer_epoch = runs.writer_epoch + 1, opened = now()
       WHERE runs.fingerprint = $2 AND (NOT $13::boolean OR runs.writer = $12)
     RETURNING writer_epoch`,
    [
      run.run_id,
      run.fingerprint,
      run.program_version,
      run.campus,
      run.time_zone,
      run.currency,
      run.market,
      run.start,
      run.interval_seconds,
      run.seed,
      run.meters.length,
      id,
      held,
    ],
  )
  if (entered === undefined) throw await refusal(connection, run, destination)
  const epoch = Number(entered.writer_epoch)
  if (participants) await enterParticipants(connection, run)
  return { id, epoch }
}

async function refusal(connection: SqlConnection, run: RunManifest, destination: string): Promise<SinkError> {
  const [{ fingerprint }] = await connection.query('SELECT fingerprint FROM runs WHERE run_id = $1', [run.run_id])
  if (fingerprint === run.fingerprint) return fenced(run.run_id, destination)
  return new SinkError(
    'misconfigured',
    `${destination}: run_id = ${run.run_id}: expected a name no other run has: this database has one of other settings by ` +
      'it. Choose another RUN_ID, or another database.',
  )
}

export function fenced(runId: string, destination: string): SinkError {
  return new SinkError(
    'fenced',
    `${destination}: another simulator has taken over run ${runId}. Only the younger one goes on; this one ends.`,
  )
}

/** Each meter has an owner of its own, by the same name. */
async function enterParticipants(connection: SqlConnection, run: RunManifest): Promise<void> {
  const [{ known }] = await connection.query('SELECT count(*) AS known FROM meters WHERE run_id = $1', [run.run_id])
  if (Number(known) === run.meters.length) return
  const meters = JSON.stringify(run.meters)
  await connection.query(
    `INSERT INTO users (user_id, user_type, location)
     SELECT meter_id, user_type, location FROM jsonb_to_recordset($1::jsonb)
       AS meter (meter_id text, user_type text, location text)
     ON CONFLICT (user_id) DO UPDATE SET user_type = excluded.user_type, location = excluded.location`,
    [meters],
  )
  await connection.query(
    `INSERT INTO meters (run_id, meter_id, owner_id, meter_type, user_type, location, building, zone, pv_capacity_kw,
       battery_capacity_kwh)
     SELECT $1, meter_id, meter_id, meter_type, user_type, location, building, zone, pv_capacity_kw, battery_capacity_kwh
     FROM jsonb_to_recordset($2::jsonb) AS meter (meter_id text, meter_type text, user_type text, location text,
       building text, zone text, pv_capacity_kw float8, battery_capacity_kwh float8)
     ON CONFLICT DO NOTHING`,
    [run.run_id, meters],
  )
}

/** Where the streams of a run stand. */
export async function readCursors(
  connection: SqlConnection,
  runId: string,
  streams: readonly RecordStream[],
): Promise<Cursors> {
  const rows = await connection.query(
    'SELECT stream, segment, "offset", records FROM delivery_cursors WHERE run_id = $1',
    [runId],
  )
  const cursors = new Map<RecordStream, StreamPosition>()
  for (const { stream: name, segment, offset, records } of rows) {
    const stream = RECORD_STREAMS.find((known) => known === name)
    if (stream === undefined || !streams.includes(stream)) continue
    cursors.set(stream, { segment: String(segment), offset: Number(offset), records: Number(records) })
  }
  return cursors
}

/**
 * Moves cursors behind what was written; the last thing a transaction does, so that the run's row is held for a moment.
 *
 * @throws SinkError when another writer has taken over
 */
export async function moveCursors(
  connection: SqlConnection,
  runId: string,
  writer: Writer,
  batches: readonly RecordBatch[],
  destination: string,
): Promise<void> {
  const moved = batches.map(({ stream, until }) => ({ stream, ...until }))
  const [held] = await connection.query(
    `WITH held AS (
       SELECT run_id FROM runs WHERE run_id = $1 AND writer = $2 AND writer_epoch = $3 FOR SHARE
     ), moved AS (
       INSERT INTO delivery_cursors (run_id, stream, segment, "offset", records)
       SELECT held.run_id, stream, segment, "offset", records
       FROM held, jsonb_to_recordset($4::jsonb) AS cursor (stream text, segment text, "offset" bigint, records bigint)
       ON CONFLICT (run_id, stream) DO UPDATE
         SET segment = excluded.segment, "offset" = excluded."offset", records = excluded.records, updated = now()
     )
     SELECT run_id FROM held`,
    [runId, writer.id, writer.epoch, JSON.stringify(moved)],
  )
  if (held === undefined) throw fenced(runId, destination)
}
