/** @module A destination in memory that can be made to fail, for tests of delivery alone. */

import type { RecordStream, StreamPosition } from '../journal/record-stream.ts'
import type { RunManifest } from '../journal/run-manifest.ts'
import type { BatchLimits, Cursors, RecordBatch, Sink } from '../sinks/sink.ts'

export const RUN: RunManifest = {
  format: 1,
  run_id: 'run-1',
  fingerprint: 'f',
  program_version: '0.0.0',
  campus: 'Campus',
  time_zone: 'Asia/Bangkok',
  currency: 'USD',
  market: 'none',
  start: '2026-01-01T00:00:00Z',
  interval_seconds: 60,
  seed: 1,
  meters: [],
}

/** Keeps lines and cursors together, as a destination does; what `before` throws or waits for happens first. */
export class MemorySink implements Sink {
  readonly name = 'memory'
  readonly streams: readonly RecordStream[] = ['readings', 'trades']
  readonly limits: BatchLimits
  readonly texts: string[] = []
  opened = 0
  closed = 0
  before: (call: 'open' | 'write', signal: AbortSignal) => Promise<void> = () => Promise.resolve()
  /** Thrown after a write has taken effect: the answer is lost, the records are not. */
  afterWrite: () => void = () => undefined
  #cursors = new Map<RecordStream, StreamPosition>()

  constructor(limits: BatchLimits = { records: 2, bytes: 1_000_000 }) {
    this.limits = limits
  }

  async open(_run: RunManifest, signal: AbortSignal): Promise<Cursors> {
    await this.before('open', signal)
    this.opened++
    return new Map(this.#cursors)
  }

  async write(batches: readonly RecordBatch[], signal: AbortSignal): Promise<void> {
    await this.before('write', signal)
    for (const { stream, lines, until } of batches) {
      this.texts.push(...lines.map((line) => Buffer.from(line).toString()))
      this.#cursors.set(stream, until)
    }
    this.afterWrite()
  }

  close(): Promise<void> {
    this.closed++
    return Promise.resolve()
  }
}
