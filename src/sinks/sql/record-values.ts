/** @module Parsed records into the bytes of COPY: for lines that are not of the usual form. */

import { type JournalRecord, SinkError } from '../sink.ts'
import type { CopyBytes } from './copy-bytes.ts'
import type { SqlColumn, SqlType } from './sql-columns.ts'

/** What a column takes, for people. */
export const ACCEPTED: Readonly<Record<SqlType, string>> = {
  text: 'a text',
  float8: 'a number',
  int8: 'a whole number',
  bool: 'true or false',
  timestamptz: 'an instant such as 2026-03-02T00:00:15Z',
  _text: 'a list of texts',
}

/** @throws SinkError that the line is none */
export function parseRecord(line: Uint8Array): JournalRecord {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString()
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record === 'object' && record !== null) return { ...record }
  } catch {
    // Told below.
  }
  throw new SinkError('rejected', `a line of the journal: ${JSON.stringify(text.slice(0, 80))}: expected a JSON object`)
}

/** @returns false where the value is none of the column */
export function writeValue(bytes: CopyBytes, { type, nullable }: SqlColumn, value: unknown): boolean {
  if (value === null) {
    bytes.null()
    return nullable
  }
  switch (type) {
    case 'text':
      if (typeof value !== 'string') return false
      bytes.text(value)
      return true
    case 'float8':
      if (typeof value !== 'number') return false
      bytes.float8(value)
      return true
    case 'int8':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false
      bytes.int8(value)
      return true
    case 'bool':
      if (typeof value !== 'boolean') return false
      bytes.bool(value)
      return true
    case 'timestamptz':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return false
      bytes.timestamptz(Date.parse(value))
      return true
    case '_text': {
      if (!Array.isArray(value)) return false
      const texts = value.filter((text) => typeof text === 'string')
      if (texts.length < value.length) return false
      bytes.texts(texts)
      return true
    }
  }
}
