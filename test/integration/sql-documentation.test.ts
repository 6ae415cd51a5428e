import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SqlConnection, SqlRow } from '../../src/sinks/sql-connection.ts'
import { ROOT } from '../program/program.ts'
import { SUMMARY_NAMES } from './expected-summaries.ts'
import { nextBatches, recordRun } from './recorded-run.ts'
import { PATIENCE, type RunningBackend, SQL_BACKENDS, sinkInto } from './sql-backends.ts'

const PAGE = readFileSync(join(ROOT, 'docs', 'database.md'), 'utf8')
/** What only one kind of database has. */
const OF_ONE_KIND = /retention_policy|summarise_readings/

const QUERIES = [...PAGE.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, text]) => text)

describe.each(SQL_BACKENDS)('the page about the database, on $name', ({ start }) => {
  let backend: RunningBackend
  let connection: SqlConnection
  beforeAll(async () => {
    backend = await start()
    const database = await backend.freshDatabase()
    const run = await recordRun('run-a', ['--start', '2026-03-02T03:00:00Z', '--duration', '3h', '--interval', '300'])
    const sink = sinkInto(database)
    await sink.write(nextBatches(run, sink.streams, await sink.open(run.manifest, PATIENCE), 10_000), PATIENCE)
    await sink.close()
    connection = await database.connect(PATIENCE)
  })
  afterAll(async () => {
    await connection.close()
    await backend.dispose()
  })

  it('has queries that answer', async () => {
    const common = QUERIES.filter((query) => !OF_ONE_KIND.test(query))
    expect(common.length).toBeGreaterThan(4)
    for (const query of common) {
      if (!query.startsWith('SELECT')) await connection.execute(query)
      else expect((await connection.query(query)).length, query).toBeGreaterThan(0)
    }
  })

  it('has statements for this kind of database, or for the other', async () => {
    const [{ plain }] = await connection.query(`SELECT to_regclass('closed_hours') IS NOT NULL AS plain`)
    const own = QUERIES.filter((query) => OF_ONE_KIND.test(query) && /summarise_readings/.test(query) === plain)
    expect(own).toHaveLength(1)
    for (const query of own) await connection.execute(query)
  })

  it.each(SUMMARY_NAMES)('names the columns of %s', async (name) => {
    const columns: readonly SqlRow[] = await connection.query(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 ORDER BY attnum`,
      [name],
    )
    const row = PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
    const [, , , keys, figures] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''))
    expect(columns.map((column) => column.name)).toEqual(`${keys}, ${figures}`.split(', '))
  })
})
