/** @module The records a sink has not got yet, in batches. */

import type { BatchLimits, RecordBatch } from '../journal/record-batch.ts'
import { type RecordStream, STREAM_BEGIN, type StreamPosition } from '../journal/record-stream.ts'
import { StreamReader } from '../journal/stream-reader.ts'

/** Reads several streams side by side. */
export class BatchSource {
  readonly #readers: readonly StreamReader[]
  readonly #limits: BatchLimits

  constructor(outputFile: string, streams: readonly RecordStream[], limits: BatchLimits) {
    this.#readers = streams.map((stream) => new StreamReader(outputFile, stream))
    this.#limits = limits
  }

  /**
   * A batch of each stream that has records behind its position; none when there are no records at all.
   *
   * @throws JournalDamage
   */
  async read(positions: ReadonlyMap<RecordStream, StreamPosition>): Promise<RecordBatch[]> {
    const batches: RecordBatch[] = []
    for (const reader of this.#readers) {
      const batch = await reader.read(positions.get(reader.stream) ?? STREAM_BEGIN, this.#limits)
      if (batch !== null) {
        batches.push(batch)
      }
    }
    return batches
  }

  /** Bytes of the journal behind the positions. */
  async behind(positions: ReadonlyMap<RecordStream, StreamPosition>): Promise<number> {
    let bytes = 0
    for (const reader of this.#readers) {
      bytes += await reader.behind(positions.get(reader.stream) ?? STREAM_BEGIN)
    }
    return bytes
  }

  async close(): Promise<void> {
    for (const reader of this.#readers) {
      await reader.close()
    }
  }
}
