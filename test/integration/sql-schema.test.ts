import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RECORD_STREAMS } from '../../src/journal/record-stream.ts'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { migrate } from '../../src/sinks/sql/migrate.ts'
import { type Migration, migration, readMigrations } from '../../src/sinks/sql/migrations.ts'
import { RECORD_TABLES } from '../../src/sinks/sql/record-tables.ts'
import type { SqlConnection } from '../../src/sinks/sql-connection.ts'
import { ROOT } from '../program/program.ts'
import { type PostgresServer, startPostgres } from '../services/postgres.ts'
import { expectedSummary } from './expected-summaries.ts'
import { nextBatches, recordRun } from './recorded-run.ts'
import { PATIENCE, type RunningBackend, SQL_BACKENDS, type SqlDatabase, sinkInto } from './sql-backends.ts'

const MIGRATIONS = readMigrations()
const SCHEMA_FILE = join(ROOT, 'schema', 'enhanced_timescaledb_schema.sql')

/** All there is in the schema, as the catalogue tells it, whatever made it. */
async function catalogue(connection: SqlConnection): Promise<unknown> {
  const columns = await connection.query(
    `SELECT c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid) AS value
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY c.relname, a.attnum`,
  )
  const constraints = await connection.query(
    `SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE connamespace = current_schema()::regnamespace AND contype <> 'n' ORDER BY 1, 2`,
  )
  const functions = await connection.query(
    `SELECT p.oid::regprocedure::text AS function, prosrc FROM pg_proc p
     WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS (
       SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e') ORDER BY 1`,
  )
  const views = await connection.query(
    `SELECT viewname, definition FROM pg_views WHERE schemaname = current_schema() ORDER BY 1`,
  )
  const applied = await connection.query('SELECT version, name, checksum FROM gridtokenx_migrations ORDER BY version')
  // Numbers of internal tables are counted on by TimescaleDB.
  const text = JSON.stringify({ columns, constraints, functions, views, applied })
  return JSON.parse(text.replaceAll(/_hypertable_\d+|cagg_watermark\(\d+\)/g, ''))
}

describe.each(SQL_BACKENDS)('the tables of $name', ({ start }) => {
  let backend: RunningBackend
  let database: SqlDatabase
  let connection: SqlConnection
  beforeAll(async () => {
    backend = await start()
  })
  afterAll(() => backend.dispose())
  beforeEach(async () => {
    database = await backend.freshDatabase()
    connection = await database.connect(PATIENCE)
    return () => connection.close()
  })

  it('are made from nothing, and again without a change', async () => {
    await migrate(connection, MIGRATIONS, 'the database')
    const made = await catalogue(connection)
    await migrate(connection, MIGRATIONS, 'the database')
    expect(await catalogue(connection)).toEqual(made)
  })

  it('have a column for every field of a record, and the run', async () => {
    await migrate(connection, MIGRATIONS, 'the database')
    for (const { name, columns, key } of RECORD_STREAMS.map((stream) => RECORD_TABLES[stream])) {
      const rows = await connection.query(
        `SELECT attname AS name, typname AS type, attnotnull AS filled FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped`,
        [name],
      )
      const fields = columns.map(({ name: column, type, nullable }) => ({ name: column, type, filled: !nullable }))
      const expected = [...fields, { name: 'run_id', type: 'text', filled: true }]
      expect(new Set(rows.map((row) => JSON.stringify(row))), name).toEqual(
        new Set(expected.map((column) => JSON.stringify(column))),
      )
      const [{ keys }] = await connection.query(
        `SELECT json_agg(attname ORDER BY attname) AS keys FROM pg_index
         JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
         WHERE indrelid = to_regclass($1) AND indisprimary`,
        [name],
      )
      expect(keys, name).toEqual([...key].sort())
    }
  })

  it('are brought from an older schema to this one, with the records in it', async () => {
    const run = await recordRun('run-a', ['--start', '2026-03-02T03:00:00Z', '--duration', '3h', '--interval', '900'])
    await migrate(connection, MIGRATIONS.slice(0, 1), 'the database')
    const { columns, name } = RECORD_TABLES.readings
    await connection.query(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`, [
      JSON.stringify(run.records.readings.map((reading) => rowOf(reading, columns))),
    ])
    const sink = sinkInto(database)
    const cursors = await sink.open(run.manifest, PATIENCE)
    await sink.write(nextBatches(run, ['readings'], cursors, 10_000), PATIENCE)
    await sink.close()
    const [{ total }] = await connection.query('SELECT sum(total_readings) AS total FROM energy_balance_summary')
    expect(Number(total)).toBe(run.records.readings.length)
    const hours = await connection.query('SELECT total_generation FROM energy_balance_summary ORDER BY hour')
    const expected = expectedSummary('energy_balance_summary', run.records.readings)
    expect(hours.map((row) => row.total_generation)).toEqual(expected.map((row) => row.total_generation))
  })

  it('take a new field with a migration of one line, with records in them', async () => {
    const run = await recordRun('run-a', ['--start', '2026-03-02T03:00:00Z', '--duration', '1h', '--interval', '900'])
    const sink = sinkInto(database)
    await sink.write(nextBatches(run, ['readings'], await sink.open(run.manifest, PATIENCE), 10_000), PATIENCE)
    await sink.close()
    const [next] = [MIGRATIONS.length + 1].map((version) =>
      migration(
        `${String(version).padStart(4, '0')}_next.sql`,
        `ALTER TABLE energy_readings_enhanced ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';`,
      ),
    )
    await migrate(connection, [...MIGRATIONS, next], 'the database')
    const [{ rows }] = await connection.query(
      'SELECT count(*) AS rows FROM energy_readings_enhanced WHERE reasons = $1',
      [[]],
    )
    expect(Number(rows)).toBe(run.records.readings.length)
  })

  it('are refused when another program has applied a migration', async () => {
    await migrate(connection, MIGRATIONS, 'the database')
    await expect(migrate(connection, MIGRATIONS.slice(0, -1), 'the database')).rejects.toMatchObject({
      fault: 'misconfigured',
      message: expect.stringMatching(/the database: migration \d+ .* newer version of this program/),
    })
    const changed: Migration[] = MIGRATIONS.map((step) => migration(step.name, `${step.script}-- changed`))
    await expect(migrate(connection, changed, 'the database')).rejects.toMatchObject({
      fault: 'misconfigured',
      message: expect.stringMatching(/migration 1 .* other contents/),
    })
  })

  it('are left as they were when a migration fails', async () => {
    const broken = [...MIGRATIONS, migration('0099_broken.sql', 'CREATE TABLE half (); SELECT 1 / 0;')]
    await expect(migrate(connection, broken, 'the database')).rejects.toThrow(/division by zero/)
    const [{ tables }] = await connection.query(
      'SELECT count(*) AS tables FROM pg_class WHERE relnamespace = current_schema()::regnamespace',
    )
    expect(Number(tables)).toBe(0)
  })

  it('are the same by the script for psql', async () => {
    // Without the commands to psql, which skip what is there already: nothing is.
    const script = readFileSync(SCHEMA_FILE, 'utf8').replaceAll(/^\\.*$|^SELECT .* \\gset$/gm, '')
    await connection.execute(script)
    const byScript = await catalogue(connection)
    connection = await (await backend.freshDatabase()).connect(PATIENCE)
    await migrate(connection, MIGRATIONS, 'the database')
    expect(await catalogue(connection)).toEqual(byScript)
  })
})

function rowOf(
  reading: Readonly<Record<string, unknown>>,
  columns: (typeof RECORD_TABLES)['readings']['columns'],
): Record<string, unknown> {
  return { ...Object.fromEntries(columns.map(({ name, field }) => [name, reading[field]])), run_id: 'run-a' }
}

describe('the script for psql', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.dispose())

  const psql = (url: string): { status: number | null; stderr: string } =>
    spawnSync('psql', ['--no-psqlrc', '--quiet', '-f', SCHEMA_FILE, url], { encoding: 'utf8' })

  it('makes what the program makes, twice if need be, and the program has nothing to add', async () => {
    const url = await server.freshDatabase()
    for (const _ of [1, 2]) expect(psql(url)).toMatchObject({ status: 0, stderr: '' })
    const made = await catalogueOf(url)
    const database = await server.freshDatabase()
    await withConnection(database, (connection) => migrate(connection, MIGRATIONS, 'the database'))
    expect(await catalogueOf(database)).toEqual(made)
    await withConnection(url, (connection) => migrate(connection, MIGRATIONS, 'the database'))
    expect(await catalogueOf(url)).toEqual(made)
  })

  it('brings an older schema to this one', async () => {
    const url = await server.freshDatabase()
    await withConnection(url, (connection) => migrate(connection, MIGRATIONS.slice(0, 1), 'the database'))
    expect(psql(url)).toMatchObject({ status: 0, stderr: '' })
    await withConnection(url, (connection) => migrate(connection, MIGRATIONS, 'the database'))
    expect(await catalogueOf(url)).toMatchObject({ applied: MIGRATIONS.map(({ version }) => ({ version })) })
  })
})

function catalogueOf(url: string): Promise<unknown> {
  return withConnection(url, catalogue)
}

async function withConnection<T>(url: string, work: (connection: SqlConnection) => Promise<T>): Promise<T> {
  const connection = await connectToPostgres(url, PATIENCE)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}
