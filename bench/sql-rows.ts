/** @module Readings into PostgreSQL by the sink, from lines of the journal, beside bare COPY of the very same rows. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { connectToPostgres } from '../src/sinks/postgres/postgres-connection.ts'
import type { RecordBatch } from '../src/sinks/sink.ts'
import { CopyEncoder } from '../src/sinks/sql/copy-encoder.ts'
import { RECORD_TABLES } from '../src/sinks/sql/record-tables.ts'
import { SqlSink } from '../src/sinks/sql/sql-sink.ts'
import { startPostgres } from '../test/services/postgres.ts'
import { ratioOf, type Spread, spreadOf, timeNs, wallNs } from './rounds.ts'

export interface SqlRowsResult {
  readonly rows: number
  readonly sinkNs: Spread
  readonly bareNs: Spread
  /** Speed of the sink as a share of bare COPY's. */
  readonly ratio: Spread
}

const BATCH = 20_000
const RUN = {
  format: 1,
  run_id: 'bench',
  fingerprint: 'bench',
  program_version: 'bench',
  campus: 'bench',
  time_zone: 'UTC',
  currency: 'THB',
  market: 'none',
  start: '2025-01-01T00:00:00Z',
  interval_seconds: 15,
  seed: 42,
  meters: [],
} as const

/**
 * Costs per row by the wall. Lines are cut out of a file already read; the sink reads, encodes and sends them, keeps the
 * summaries and its cursor, and commits; bare COPY is given the same bytes ready-made, one transaction per batch as well.
 */
export async function measureSqlRows(days: number, rounds: number, folder: string): Promise<SqlRowsResult> {
  const lines = campusLines(days, folder)
  const server = await startPostgres([])
  try {
    const url = await server.freshDatabase()
    const signal = new AbortController().signal
    const connection = await connectToPostgres(url, signal)
    const sink = new SqlSink({
      name: 'postgres',
      description: 'the database of the bench',
      streams: ['readings'],
      participants: false,
      connect: (given) => connectToPostgres(url, given),
    })
    await sink.open({ ...RUN, meters: [] }, signal)
    const batches = batchesOf(lines)
    const encoder = new CopyEncoder(RECORD_TABLES.readings, RUN.run_id)
    const files = batches.map((batch) => encoder.encode(batch.lines))
    const empty = async (): Promise<void> => {
      await connection.execute(
        `TRUNCATE energy_readings_enhanced, closed_hours; UPDATE summary_watermark SET closed_until = '-infinity'`,
      )
      await connection.execute('CHECKPOINT')
    }
    const bySink = async (): Promise<void> => {
      for (const batch of batches) await sink.write([batch], signal)
    }
    const byCopy = async (): Promise<void> => {
      for (const file of files) await connection.copy(encoder.target, file)
    }
    const sinkNs: number[] = []
    const bareNs: number[] = []
    for (let round = -1; round < rounds; round++) {
      await empty()
      const sinkTime = await timeNs(wallNs, bySink)
      await empty()
      const bareTime = await timeNs(wallNs, byCopy)
      if (round < 0) continue
      sinkNs.push(sinkTime / lines.length)
      bareNs.push(bareTime / lines.length)
    }
    await sink.close()
    await connection.close()
    return { rows: lines.length, sinkNs: spreadOf(sinkNs), bareNs: spreadOf(bareNs), ratio: ratioOf(bareNs, sinkNs) }
  } finally {
    await server.dispose()
  }
}

/** Days of the campus at 15 seconds, by the program. */
function campusLines(days: number, folder: string): Buffer[] {
  const output = join(folder, 'sql-rows.jsonl')
  const program = resolve('bin', 'gridtokenx-sim.js')
  const given = [
    '--start',
    RUN.start,
    '--duration',
    `${days}d`,
    '--interval',
    '15',
    '--market',
    'none',
    '--sinks',
    'none',
  ]
  const { status, stderr } = spawnSync(
    process.execPath,
    [program, 'run', ...given, '--seed', '42', '--no-server', '--fresh', '--quiet', '--output', output],
    { env: {}, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the program ended with ${status}:\n${stderr}`)
  const bytes = readFileSync(output)
  const lines: Buffer[] = []
  for (let begin = 0, end = bytes.indexOf(10); end >= 0; begin = end + 1, end = bytes.indexOf(10, begin)) {
    lines.push(bytes.subarray(begin, end))
  }
  return lines
}

function batchesOf(lines: readonly Buffer[]): RecordBatch[] {
  const batches: RecordBatch[] = []
  for (let begin = 0; begin < lines.length; begin += BATCH) {
    const until = { segment: '', offset: 0, records: Math.min(begin + BATCH, lines.length) }
    batches.push({ stream: 'readings', lines: lines.slice(begin, begin + BATCH), records: [], until })
  }
  return batches
}
