/** @module Finds the records in a piece of a journal. */

import type { BatchLimits, JournalRecord } from './record-batch.ts'

const NEWLINE = 0x0a
const SPACE = 0x20

/** What was found in a piece of a journal, up to the limits, the last whole line or the first bad one. */
export interface FoundRecords {
  readonly lines: readonly Uint8Array[]
  readonly records: readonly JournalRecord[]
  /** Bytes they take, with their line breaks and any blank lines between them. */
  readonly length: number
  /** Whether they end where a line begins that is no record. */
  readonly isDamaged: boolean
}

/** The records at the beginning of some bytes; blank lines, which a repair leaves behind, are passed over. */
export function findRecords(bytes: Buffer, limits: BatchLimits): FoundRecords {
  const lines: Uint8Array[] = []
  const records: JournalRecord[] = []
  let start = 0
  while (lines.length < limits.records && (start < limits.bytes || lines.length === 0)) {
    const end = bytes.indexOf(NEWLINE, start)
    if (end < 0) {
      break
    }
    if (!isBlank(bytes, start, end)) {
      const record = parseRecord(bytes.toString('utf8', start, end))
      if (record === null) {
        return { lines, records, length: start, isDamaged: true }
      }
      lines.push(bytes.subarray(start, end))
      records.push(record)
    }
    start = end + 1
  }
  return { lines, records, length: start, isDamaged: false }
}

/** A line as a record; null when it is none. */
export function parseRecord(line: string): JournalRecord | null {
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is JournalRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'timestamp' in value &&
    typeof value.timestamp === 'string' &&
    !Number.isNaN(Date.parse(value.timestamp))
  )
}

/** Whether there are only spaces between two places. */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  // Nearly every line is told apart by its first byte.
  for (let i = start; i < end; i++) {
    if (bytes[i] !== SPACE) {
      return false
    }
  }
  return true
}
