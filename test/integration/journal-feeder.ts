/** @module Batches out of a real journal, as delivery makes them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { streamPath } from '../../src/journal/journal-streams.ts'
import { type RecordStream, STREAM_BEGIN, type StreamPosition } from '../../src/journal/record-stream.ts'
import type { RunManifest } from '../../src/journal/run-manifest.ts'
import type { Cursors, JournalRecord, RecordBatch, Sink } from '../../src/sinks/sink.ts'

export const START = '2026-03-02T00:00:00Z'

export function manifest(runId: string): RunManifest {
  return {
    format: 1,
    run_id: runId,
    fingerprint: 'f',
    program_version: '0.1.0',
    campus: 'UTCC',
    time_zone: 'Asia/Bangkok',
    currency: 'THB',
    market: 'call-auction',
    start: START,
    interval_seconds: 15,
    seed: 1,
    meters: [],
  }
}

export class JournalFeeder {
  readonly streams: readonly RecordStream[]
  readonly #lines = new Map<RecordStream, readonly Buffer[]>()

  constructor(folder: string, streams: readonly RecordStream[]) {
    this.streams = streams
    const readings = join(folder, 'meter_readings.jsonl')
    for (const stream of streams) {
      const text = readFileSync(stream === 'readings' ? readings : streamPath(readings, stream), 'utf8')
      const lines = text.split('\n').filter((line) => line !== '')
      this.#lines.set(
        stream,
        lines.map((line) => Buffer.from(line)),
      )
    }
  }

  lines(stream: RecordStream): readonly Buffer[] {
    return this.#lines.get(stream) ?? []
  }

  get count(): number {
    return this.streams.reduce((sum, stream) => sum + this.lines(stream).length, 0)
  }

  /** The next records of every stream after the cursors; none at the end. */
  next(cursors: Cursors, records: number): RecordBatch[] {
    return this.streams.flatMap((stream) => {
      const from = cursors.get(stream) ?? STREAM_BEGIN
      const lines = this.lines(stream).slice(from.records, from.records + records)
      return lines.length === 0 ? [] : [batchOf(stream, from, lines)]
    })
  }

  /** Writes everything after the cursors; the cursors there are then. */
  async drain(sink: Sink, cursors: Cursors, records: number, signal = AbortSignal.timeout(120_000)): Promise<Cursors> {
    let reached = new Map(cursors)
    for (;;) {
      const batches = this.next(reached, records)
      if (batches.length === 0) return reached
      await sink.write(batches, signal)
      reached = new Map([...reached, ...batches.map(({ stream, until }) => [stream, until] as const)])
    }
  }
}

export function batchOf(stream: RecordStream, from: StreamPosition, lines: readonly Buffer[]): RecordBatch {
  const records = lines.map(recordOf)
  const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0)
  const until = { segment: START, offset: from.offset + bytes, records: from.records + lines.length }
  return { stream, lines, records, until }
}

/** A line of the journal, parsed. */
export function recordOf(line: Buffer | string): JournalRecord {
  const parsed: unknown = JSON.parse(line.toString())
  return Object.fromEntries(typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [])
}
