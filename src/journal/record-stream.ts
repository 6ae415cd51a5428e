/** @module What is delivered of a journal: its readings and the streams beside them, and places in them. */

import type { ActionStream, AlertStream, CommandStream, JournalStream } from './journal-streams.ts'

/**
 * Bills are not among them: those of the month in which a run ends are written again when it goes on, and every bill is
 * a sum of settlements. Nor are commands, which were given by somebody who is told what came of them.
 */
export const RECORD_STREAMS = [
  'readings',
  'trading_opportunities',
  'trades',
  'settlements',
  'market_slots',
  'renewable_certificates',
] as const satisfies readonly ('readings' | JournalStream)[]
export type RecordStream = (typeof RECORD_STREAMS)[number]

/** What can be checked of a journal: also what the run was told, by whom, and what was found wrong. */
export type VerifiedStream = RecordStream | CommandStream | ActionStream | AlertStream

/**
 * A place between two records of a stream.
 *
 * A run writes the same bytes however often it was interrupted, so a place stays valid even where a power cut took the
 * end of the file: it only has to be written again.
 */
export interface StreamPosition {
  /** Timestamp of the first record of the file it lies in; empty before the first file. */
  readonly segment: string
  /** Bytes from the beginning of that file, before compression. */
  readonly offset: number
  /** Records of the stream before it. */
  readonly records: number
}

export const STREAM_BEGIN: StreamPosition = { segment: '', offset: 0, records: 0 }
