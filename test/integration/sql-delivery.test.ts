import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RECORD_STREAMS } from '../../src/journal/record-stream.ts'
import type { Cursors, Sink } from '../../src/sinks/sink.ts'
import type { SqlSink } from '../../src/sinks/sql/sql-sink.ts'
import type { SqlConnection, SqlRow } from '../../src/sinks/sql-connection.ts'
import { expectedSummary, SUMMARY_NAMES } from './expected-summaries.ts'
import { advanced, nextBatches, type RecordedRun, recordRun, renamed } from './recorded-run.ts'
import { PATIENCE, type RunningBackend, SQL_BACKENDS, type SqlDatabase, sinkInto } from './sql-backends.ts'
import { inOrder, storedRecords } from './stored-records.ts'

/** More than a day of the campus across a day's end, with batches that end anywhere in a tick and an hour. */
const FLAGS = ['--start', '2026-03-01T23:00:00Z', '--duration', '26h', '--interval', '300', '--seed', '7']
const BATCH = 1777

let run: RecordedRun
/** Of other meters, at the same times. */
let second: RecordedRun
beforeAll(async () => {
  run = await recordRun('run-a', FLAGS)
  second = await recordRun('run-b', [...FLAGS, '--meters', '10', '--market', 'none'])
})

/** Delivers until everything is there, or `stop` says so after a batch. */
async function deliver(
  sink: Sink,
  from: RecordedRun,
  cursors: Cursors,
  { size = BATCH, stop = () => false }: { size?: number; stop?: () => boolean } = {},
): Promise<Cursors> {
  let at = cursors
  for (;;) {
    const batches = nextBatches(from, sink.streams, at, size)
    if (batches.length === 0) return at
    await sink.write(batches, PATIENCE)
    at = advanced(at, batches)
    if (stop()) return at
  }
}

async function expectAllRecords(connection: SqlConnection, expected: RecordedRun): Promise<void> {
  for (const stream of RECORD_STREAMS) {
    const stored = inOrder(await storedRecords(connection, stream))
    expect(stored.length, stream).toBe(expected.records[stream].length)
    expect(stored, stream).toEqual(inOrder(expected.records[stream]))
  }
}

async function storedSummary(connection: SqlConnection, name: string): Promise<SqlRow[]> {
  const rows = await connection.query(`SELECT * FROM ${name}`)
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        if (value instanceof Date) return [column, value.toISOString()]
        // Counts come as text, as they may be larger than a number holds exactly.
        return [column, /count$|^active_meters$|^total_readings$/.test(column) ? Number(value) : value]
      }),
    ),
  )
}

async function expectSummaries(connection: SqlConnection, readings: RecordedRun['records']['readings']): Promise<void> {
  for (const name of SUMMARY_NAMES) {
    const expected = expectedSummary(name, readings)
    expect(inOrder(await storedSummary(connection, name)), name).toEqual(inOrder(expected))
  }
}

describe.each(SQL_BACKENDS)('records into $name', ({ start }) => {
  let backend: RunningBackend
  let database: SqlDatabase
  let connection: SqlConnection
  let sink: SqlSink
  beforeAll(async () => {
    backend = await start()
  })
  afterAll(() => backend.dispose())
  beforeEach(async () => {
    database = await backend.freshDatabase()
    connection = await database.connect(PATIENCE)
    sink = sinkInto(database)
  })
  afterEach(async () => {
    await sink.close()
    await connection.close()
    await database.dispose()
  })

  it('are there once with every value, and so are run, meters, owners and cursors', async () => {
    expect(await sink.open(run.manifest, PATIENCE)).toEqual(new Map())
    const cursors = await deliver(sink, run, new Map())
    await expectAllRecords(connection, run)
    expect(await sink.open(run.manifest, PATIENCE)).toEqual(cursors)
    const [{ runs, meters, owned }] = await connection.query(
      `SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM meters) AS meters,
         (SELECT count(*) FROM meters JOIN users ON user_id = owner_id) AS owned`,
    )
    expect([runs, meters, owned].map(Number)).toEqual([1, 25, 25])
  })

  it('are summed up exactly, at any time', async () => {
    await sink.open(run.manifest, PATIENCE)
    let batches = 0
    const half = await deliver(sink, run, new Map(), { stop: () => ++batches === 4 })
    const readings = run.records.readings.slice(0, half.get('readings')?.records)
    await expectSummaries(connection, readings)
    await database.backgroundWork()
    await expectSummaries(connection, readings)
    await deliver(sink, run, half)
    await expectSummaries(connection, run.records.readings)
  })

  it('are summed up exactly when another run brings earlier ones later', async () => {
    await sink.open(run.manifest, PATIENCE)
    await deliver(sink, run, new Map())
    await database.backgroundWork()
    const other = sinkInto(database)
    const cursors = await other.open(second.manifest, PATIENCE)
    let batches = 0
    await deliver(other, second, cursors, { size: 333, stop: () => ++batches === 7 })
    await other.close()
    const readings = [...run.records.readings, ...second.records.readings.slice(0, 7 * 333)]
    await expectSummaries(connection, readings)
  })

  it('go on where they stood, whatever was interrupted', async () => {
    let cursors = await sink.open(run.manifest, PATIENCE)
    for (let interruption = 0; nextBatches(run, sink.streams, cursors, BATCH).length > 0; interruption++) {
      const batches = nextBatches(run, sink.streams, cursors, BATCH)
      if (interruption % 2 === 0) await sink.write(batches, PATIENCE)
      else await expect(sink.write(broken(batches), PATIENCE)).rejects.toMatchObject({ fault: 'rejected' })
      if (interruption % 2 === 1) {
        cursors = advanced(cursors, batches)
        await sink.open(run.manifest, PATIENCE)
        await sink.write(batches, PATIENCE)
      }
      sink = await reopened(sink, database)
      cursors = await sink.open(run.manifest, PATIENCE)
    }
    await expectAllRecords(connection, run)
    await expectSummaries(connection, run.records.readings)
  })

  it('that are there without a cursor change nothing', async () => {
    await sink.open(run.manifest, PATIENCE)
    await deliver(sink, run, new Map())
    await connection.query('DELETE FROM delivery_cursors')
    const cursors = await sink.open(run.manifest, PATIENCE)
    expect(cursors).toEqual(new Map())
    await deliver(sink, run, cursors)
    await expectAllRecords(connection, run)
    await expectSummaries(connection, run.records.readings)
  })

  it('of another run at the same meters and times are refused, with both names', async () => {
    await sink.open(run.manifest, PATIENCE)
    await deliver(sink, run, new Map())
    const other = renamed(run, 'run-x')
    const stranger = sinkInto(database)
    await stranger.open(other.manifest, PATIENCE)
    const taken = stranger.write(nextBatches(other, ['readings'], new Map(), 50), PATIENCE)
    await expect(taken).rejects.toMatchObject({
      fault: 'rejected',
      message: expect.stringMatching(/energy_readings_enhanced.*AMI_METER.*run-a.*run-x/),
    })
    await stranger.close()
    await expectAllRecords(connection, run)
  })

  it('that say something else than before are refused', async () => {
    await sink.open(run.manifest, PATIENCE)
    await deliver(sink, run, new Map())
    await connection.query('DELETE FROM delivery_cursors')
    await connection.query('UPDATE trades SET price = 9 WHERE trade_id = (SELECT min(trade_id) FROM trades)')
    const cursors = await sink.open(run.manifest, PATIENCE)
    await expect(deliver(sink, run, cursors)).rejects.toMatchObject({
      fault: 'rejected',
      message: expect.stringMatching(/trades already has .* other values: price = 9, not /),
    })
  })

  it('are written by the younger of two simulators', async () => {
    await sink.open(run.manifest, PATIENCE)
    await sink.write(nextBatches(run, ['trades'], new Map(), 10), PATIENCE)
    const younger = sinkInto(database)
    const cursors = await younger.open(run.manifest, PATIENCE)
    expect(cursors.get('trades')?.records).toBe(10)
    const next = nextBatches(run, ['trades'], cursors, 10)
    await expect(sink.write(next, PATIENCE)).rejects.toMatchObject({ fault: 'fenced' })
    await expect(sink.open(run.manifest, PATIENCE)).rejects.toMatchObject({ fault: 'fenced' })
    await younger.write(next, PATIENCE)
    await younger.close()
    expect(await storedRecords(connection, 'trades')).toHaveLength(20)
  })

  it('of a run by the name of another are refused', async () => {
    await sink.open(run.manifest, PATIENCE)
    const other = { ...run.manifest, fingerprint: 'another' }
    await expect(sinkInto(database).open(other, PATIENCE)).rejects.toMatchObject({
      fault: 'misconfigured',
      message: expect.stringContaining('run-a'),
    })
  })
})

/** The last record of the last batch is none: everything before it in the transaction is written, and taken back. */
function broken(batches: ReturnType<typeof nextBatches>): ReturnType<typeof nextBatches> {
  return batches.map((batch, index) =>
    index < batches.length - 1
      ? batch
      : { ...batch, lines: [...batch.lines.slice(0, -1), Buffer.from('{"timestamp":null}')] },
  )
}

async function reopened(sink: SqlSink, database: SqlDatabase): Promise<SqlSink> {
  await sink.close()
  return sinkInto(database)
}
