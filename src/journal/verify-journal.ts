/** @module Reads a whole journal and tells where it is damaged. */

import { linesForward } from './forward-lines.ts'
import { ACTION_STREAM, ALERT_STREAM, COMMAND_STREAM } from './journal-streams.ts'
import { isBlank, parseRecord } from './record-lines.ts'
import { recordOrder } from './record-order.ts'
import { RECORD_STREAMS, type VerifiedStream } from './record-stream.ts'
import type { RunManifest } from './run-manifest.ts'
import { type StreamFile, StreamFiles } from './stream-files.ts'

/** One line that is not what belongs there. */
export interface JournalFault {
  readonly path: string
  /** Offset of the line, before compression. */
  readonly start: number
  /** Bytes up to its end, without a newline. */
  readonly length: number
  /** From 1. */
  readonly line: number
  readonly what: string
  /**
   * - `unreadable`: no record; nothing behind it is delivered
   * - `order`: a record that does not follow the one before; it is delivered all the same
   * - `torn`: an unfinished end, as a crash leaves it; the next start cuts it off
   */
  readonly kind: 'unreadable' | 'order' | 'torn'
}

/** What one file holds. */
export interface FileReport extends StreamFile {
  readonly stream: VerifiedStream
  readonly records: number
  /** Lines a repair has blanked. */
  readonly blanks: number
  readonly bytes: number
  /** The first ones; the others are counted only. */
  readonly faults: readonly JournalFault[]
  readonly faultCount: number
  /** Those of them that keep what is behind from being delivered. */
  readonly unreadable: number
}

/**
 * Checks every file of every stream: that each line is a record, that no reading is missing, doubled or out of place,
 * and that the certificates' chain of hashes holds.
 *
 * @param listed - faults listed of each file
 */
export async function* verifyJournal(
  outputFile: string,
  run: RunManifest,
  listed = Number.POSITIVE_INFINITY,
): AsyncGenerator<FileReport> {
  for (const stream of [...RECORD_STREAMS, COMMAND_STREAM, ACTION_STREAM, ALERT_STREAM] as const) {
    const order = recordOrder(stream, run)
    const files = await new StreamFiles(outputFile, stream).list()
    for (const [index, file] of files.entries()) {
      yield await verifyFile(file, stream, order, index === files.length - 1, listed)
    }
  }
}

async function verifyFile(
  file: StreamFile,
  stream: VerifiedStream,
  order: ReturnType<typeof recordOrder>,
  isLast: boolean,
  listed: number,
): Promise<FileReport> {
  let records = 0
  let blanks = 0
  let bytes = 0
  let line = 0
  /** Lines that no record has followed so far. */
  let pending: JournalFault[] = []
  const faults: JournalFault[] = []
  let faultCount = 0
  let unreadableCount = 0
  const report = (fault: JournalFault): void => {
    faultCount++
    if (fault.kind === 'unreadable') unreadableCount++
    if (faults.length < listed) faults.push(fault)
  }
  for await (const { start, bytes: text, isWhole } of linesForward(file.path, file.compressed)) {
    line++
    bytes = start + text.length + (isWhole ? 1 : 0)
    const at = { path: file.path, start, length: text.length, line }
    if (isBlank(text, 0, text.length)) {
      blanks++
      order.skip()
      continue
    }
    const record = isWhole ? parseRecord(text.toString('utf8')) : null
    if (record === null) {
      const what = isWhole ? 'this is no record' : 'the line has no end'
      pending.push({ ...at, what, kind: isWhole && !isLast ? 'unreadable' : 'torn' })
      continue
    }
    // Only what no record follows can be the torn end of a crash.
    for (const fault of pending) {
      report({ ...fault, kind: 'unreadable' })
      order.skip()
    }
    pending = []
    records++
    const what = order.next(record)
    if (what !== null) report({ ...at, what, kind: 'order' })
  }
  pending.forEach(report)
  return { ...file, stream, records, blanks, bytes, faults, faultCount, unreadable: unreadableCount }
}
