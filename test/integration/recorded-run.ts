/** @module A run of the real program, read back as delivery would hand it to a sink. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { streamPath } from '../../src/journal/journal-streams.ts'
import { type RecordStream, STREAM_BEGIN, type StreamPosition } from '../../src/journal/record-stream.ts'
import type { RunManifest } from '../../src/journal/run-manifest.ts'
import type { Cursors, JournalRecord, RecordBatch } from '../../src/sinks/sink.ts'
import { succeed } from '../program/program.ts'

export interface RecordedRun {
  readonly manifest: RunManifest
  readonly lines: Readonly<Record<RecordStream, readonly Buffer[]>>
  readonly records: Readonly<Record<RecordStream, readonly JournalRecord[]>>
}

/** @param flags - of `run`, such as start, duration and interval */
export async function recordRun(runId: string, flags: readonly string[]): Promise<RecordedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'recorded-run-'))
  try {
    const output = join(folder, 'r.jsonl')
    await succeed(['run', '--no-server', '--quiet', '--sinks', 'none', '--output', output, ...flags], {
      timeoutMs: 200_000,
    })
    const lines = byStream((stream) => linesOf(stream === 'readings' ? output : streamPath(output, stream)))
    const records = byStream((stream) => lines[stream].map(recordOf))
    return { manifest: manifestOf(runId, records.readings), lines, records }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function byStream<T>(make: (stream: RecordStream) => T): Readonly<Record<RecordStream, T>> {
  return {
    readings: make('readings'),
    trading_opportunities: make('trading_opportunities'),
    trades: make('trades'),
    settlements: make('settlements'),
    market_slots: make('market_slots'),
    renewable_certificates: make('renewable_certificates'),
  }
}

function recordOf(line: Buffer): JournalRecord {
  const record: unknown = JSON.parse(line.toString())
  if (typeof record !== 'object' || record === null) throw new Error(`no record: ${line.toString()}`)
  return { ...record }
}

/** A run without a market has no streams. */
function linesOf(path: string): Buffer[] {
  if (!existsSync(path)) return []
  const bytes = readFileSync(path)
  const lines: Buffer[] = []
  for (let begin = 0, end = bytes.indexOf(10); end >= 0; begin = end + 1, end = bytes.indexOf(10, begin)) {
    lines.push(bytes.subarray(begin, end))
  }
  return lines
}

function manifestOf(runId: string, readings: readonly JournalRecord[]): RunManifest {
  const meters = new Map(readings.map((reading) => [reading.meter_id, reading]))
  return {
    format: 1,
    run_id: runId,
    fingerprint: `fingerprint of ${runId}`,
    program_version: '0.0.0',
    campus: 'Campus',
    time_zone: 'Asia/Bangkok',
    currency: 'THB',
    market: 'call-auction',
    start: new Date(
      Date.parse(String(readings[0].timestamp)) - 1000 * Number(readings[0].interval_seconds),
    ).toISOString(),
    interval_seconds: Number(readings[0].interval_seconds),
    seed: 42,
    meters: [...meters.values()].map((reading) => ({
      meter_id: String(reading.meter_id),
      meter_type: String(reading.meter_type),
      user_type: String(reading.user_type),
      location: String(reading.location),
      building: null,
      zone: 'A',
      pv_capacity_kw: 10.5,
      battery_capacity_kwh: 0,
    })),
  }
}

/** The same run as another simulator would deliver it. */
export function renamed(run: RecordedRun, runId: string): RecordedRun {
  return { ...run, manifest: { ...run.manifest, run_id: runId, fingerprint: `fingerprint of ${runId}` } }
}

/** The next records of a stream, or null at its end. */
export function batchFrom(
  run: RecordedRun,
  stream: RecordStream,
  from: StreamPosition,
  size: number,
): RecordBatch | null {
  const lines = run.lines[stream].slice(from.records, from.records + size)
  if (lines.length === 0) return null
  return {
    stream,
    lines,
    records: run.records[stream].slice(from.records, from.records + size),
    until: {
      segment: String(run.records[stream][0].timestamp),
      offset: lines.reduce((offset, line) => offset + line.length + 1, from.offset),
      records: from.records + lines.length,
    },
  }
}

/** The next batches of several streams; none when all is delivered. */
export function nextBatches(
  run: RecordedRun,
  streams: readonly RecordStream[],
  cursors: Cursors,
  size: number,
): RecordBatch[] {
  return streams.flatMap((stream) => batchFrom(run, stream, cursors.get(stream) ?? STREAM_BEGIN, size) ?? [])
}

export function advanced(cursors: Cursors, batches: readonly RecordBatch[]): Cursors {
  return new Map([...cursors, ...batches.map(({ stream, until }) => [stream, until] as const)])
}
