import { afterAll, beforeAll, expect, it } from 'vitest'
import { databaseSinks } from '../../src/sinks/postgres/database-sinks.ts'
import { RECORD_TABLES } from '../../src/sinks/sql/record-tables.ts'
import { type PostgresServer, runSql, startPostgres } from '../services/postgres.ts'
import { nextBatches, recordRun } from './recorded-run.ts'
import { PATIENCE } from './sql-backends.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.dispose())

it('share a run: what belongs to time, and the rest with its meters; each has the run and its own cursors', async () => {
  const run = await recordRun('run-a', ['--start', '2026-03-02T03:00:00Z', '--duration', '3h', '--interval', '300'])
  const urls = { timescaleUrl: await server.freshDatabase(), databaseUrl: await server.freshDatabase() }
  for (const sink of databaseSinks(urls)) {
    const cursors = await sink.open(run.manifest, PATIENCE)
    await sink.write(nextBatches(run, sink.streams, cursors, 10_000), PATIENCE)
    await sink.close()
  }
  const rowsOf = async (url: string): Promise<Record<string, number>> => {
    const tables = [...Object.values(RECORD_TABLES).map(({ name }) => name), 'runs', 'meters', 'users']
    const counts: Record<string, number> = {}
    for (const table of [...tables, 'delivery_cursors']) {
      const [{ rows }] = await runSql(url, `SELECT count(*) AS rows FROM ${table}`)
      if (Number(rows) > 0) counts[table] = Number(rows)
    }
    return counts
  }
  const { readings, trading_opportunities, market_slots, trades, settlements, renewable_certificates } = run.records
  expect(await rowsOf(urls.timescaleUrl)).toEqual({
    energy_readings_enhanced: readings.length,
    trading_opportunities: trading_opportunities.length,
    market_slots: market_slots.length,
    runs: 1,
    delivery_cursors: 3,
  })
  expect(await rowsOf(urls.databaseUrl)).toEqual({
    trades: trades.length,
    settlements: settlements.length,
    renewable_certificates: renewable_certificates.length,
    runs: 1,
    meters: 25,
    users: 25,
    delivery_cursors: 3,
  })
})
