import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/sinks/sql/migrate.ts'
import { migration, readMigrations } from '../../src/sinks/sql/migrations.ts'
import type { SqlConnection } from '../../src/sinks/sql-connection.ts'
import { startTimescale, type TimescaleServer } from '../services/timescale.ts'
import { SUMMARY_NAMES } from './expected-summaries.ts'
import { nextBatches, type RecordedRun, recordRun } from './recorded-run.ts'
import { PATIENCE, sinkInto } from './sql-backends.ts'

const PERIOD = ['--start', '2026-03-02T03:00:00Z', '--duration', '3h', '--interval', '300', '--market', 'none']

describe('TimescaleDB', () => {
  let server: TimescaleServer
  let connection: SqlConnection
  let run: RecordedRun
  let other: RecordedRun
  beforeAll(async () => {
    server = await startTimescale()
    await server.enterFreshSchema()
    connection = server.connect()
    run = await recordRun('run-a', PERIOD)
    other = await recordRun('run-b', [...PERIOD, '--meters', '10'])
  })
  afterAll(() => server.dispose())

  async function deliver(recorded: RecordedRun): Promise<void> {
    const sink = sinkInto({
      connect: () => Promise.resolve(server.connect()),
      backgroundWork: () => server.runPolicies(),
      dispose: () => Promise.resolve(),
    })
    const cursors = await sink.open(recorded.manifest, PATIENCE)
    await sink.write(nextBatches(recorded, sink.streams, cursors, 100_000), PATIENCE)
    await sink.close()
  }

  const readings = async (): Promise<number[]> => {
    const [counts] = await connection.query(
      `SELECT (SELECT count(*) FROM energy_readings_enhanced) AS rows,
         (SELECT sum(total_readings) FROM energy_balance_summary) AS summed`,
    )
    return [Number(counts.rows), Number(counts.summed)]
  }

  it('holds readings in a hypertable and summaries as continuous aggregates, each with its policies', async () => {
    await deliver(run)
    const tables = await connection.query('SELECT hypertable_name AS name FROM timescaledb_information.hypertables')
    expect(tables.map(({ name }) => name)).toContain('energy_readings_enhanced')
    const jobs = await connection.query(
      `SELECT coalesce(view_name, j.hypertable_name) AS of, array_agg(proc_name ORDER BY proc_name) AS policies
       FROM timescaledb_information.jobs AS j LEFT JOIN timescaledb_information.continuous_aggregates
         ON j.hypertable_name IN (materialization_hypertable_name, view_name)
       WHERE proc_name LIKE 'policy_%' AND j.hypertable_name IS NOT NULL GROUP BY 1`,
    )
    const policies = new Map(jobs.map(({ of: name, policies: names }) => [String(name), names]))
    expect(policies.get('energy_readings_enhanced')).toEqual(['policy_compression', 'policy_retention'])
    for (const name of SUMMARY_NAMES) {
      expect(policies.get(name), name).toEqual([
        'policy_compression',
        'policy_refresh_continuous_aggregate',
        'policy_retention',
      ])
    }
  })

  it('takes readings into compressed chunks, and counts them', async () => {
    await server.runPolicies()
    await connection.query(`SELECT compress_chunk(chunk) FROM show_chunks('energy_readings_enhanced') AS chunk`)
    const before = run.records.readings.length
    expect(await readings()).toEqual([before, before])
    await deliver(other)
    const after = before + other.records.readings.length
    expect(await readings()).toEqual([after, after])
  })

  it('takes the same readings again without a cursor, compressed or not', async () => {
    await connection.query('DELETE FROM delivery_cursors')
    const before = await readings()
    await deliver(run)
    expect(await readings()).toEqual(before)
  })

  it('takes a new field where chunks are compressed', async () => {
    const migrations = readMigrations()
    const script = `ALTER TABLE energy_readings_enhanced ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';`
    const next = migration(`${String(migrations.length + 1).padStart(4, '0')}_next.sql`, script)
    const before = await readings()
    await migrate(connection, [...migrations, next], 'the database')
    const [{ filled }] = await connection.query(
      `SELECT count(*) AS filled FROM energy_readings_enhanced WHERE reasons = '{}'`,
    )
    expect(Number(filled)).toBe(before[0])
    expect(await readings()).toEqual(before)
  })
})
