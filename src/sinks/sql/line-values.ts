/**
 * @module Values of a journal's line straight into the bytes of COPY.
 *
 * The program writes lines of one form: fields in their order, no blanks, numbers of few digits. What has that form is
 * read here; what has another one, such as an escaped character, is left to JSON.
 */

import type { CopyBytes } from './copy-bytes.ts'
import { ExpectedBytes, type LineCursor } from './line-cursor.ts'
import type { SqlColumn, SqlType } from './sql-columns.ts'

const EMPTY_LIST = ExpectedBytes.of('[]')
const TRUE = ExpectedBytes.of('true')
const FALSE = ExpectedBytes.of('false')
const NULL = ExpectedBytes.of('null')

/** Reads a value and writes it; false where its form is another one. */
export type TransferValue = (cursor: LineCursor, bytes: CopyBytes) => boolean

export function valueTransfer({ type, nullable }: SqlColumn): TransferValue {
  const transfer = TRANSFERS[type]()
  if (!nullable) return transfer
  return (cursor, bytes) => {
    if (!cursor.skip(NULL)) return transfer(cursor, bytes)
    bytes.null()
    return true
  }
}

const TRANSFERS: Readonly<Record<SqlType, () => TransferValue>> = {
  text: () => (cursor, bytes) => {
    const begin = cursor.skipText()
    if (begin < 0) return false
    bytes.countedRange(cursor.memory, begin, cursor.at - 1)
    return true
  },
  float8: () => (cursor, bytes) => {
    const value = cursor.number()
    if (Number.isNaN(value)) return false
    bytes.float8(value)
    return true
  },
  int8: () => (cursor, bytes) => {
    const value = cursor.number()
    if (!Number.isSafeInteger(value)) return false
    bytes.int8(value)
    return true
  },
  bool: () => (cursor, bytes) => {
    const value = cursor.skip(TRUE)
    if (!value && !cursor.skip(FALSE)) return false
    bytes.bool(value)
    return true
  },
  timestamptz: instantTransfer,
  _text: () => (cursor, bytes) => {
    if (!cursor.skip(EMPTY_LIST)) return false
    bytes.texts([])
    return true
  },
}

/** Consecutive records are mostly of the same instant. */
function instantTransfer(): TransferValue {
  // Nothing begins like this.
  let last = ExpectedBytes.of('no instant yet')
  let lastMs = 0
  return (cursor, bytes) => {
    const quoted = cursor.at
    if (!cursor.skip(last)) {
      const begin = cursor.skipText()
      if (begin < 0) return false
      const ms = Date.parse(String.fromCharCode(...cursor.memory.subarray(begin, cursor.at - 1)))
      if (Number.isNaN(ms)) return false
      last = new ExpectedBytes(cursor.memory.slice(quoted, cursor.at))
      lastMs = ms
    }
    bytes.timestamptz(lastMs)
    return true
  }
}
