/** @module Records as they are read back from a journal. */

import type { RecordStream, StreamPosition, VerifiedStream } from './record-stream.ts'

/** A record as it was read back; its fields are those of the published schema of its stream. */
export type JournalRecord = Readonly<Record<string, unknown>>

/** Consecutive records of one stream. */
export interface RecordBatch<Stream extends VerifiedStream = RecordStream> {
  readonly stream: Stream
  /** Each record as it stands in the journal, without its line break. */
  readonly lines: readonly Uint8Array[]
  /** The same records, parsed. */
  readonly records: readonly JournalRecord[]
  /** Where the next batch of the stream begins: the cursor to keep with these records. */
  readonly until: StreamPosition
}

/** How much is read at once, at most; at least one record. */
export interface BatchLimits {
  readonly records: number
  readonly bytes: number
}
