/**
 * @module Values of a journal's line straight into the bytes of COPY.
 *
 * The program writes lines of one form: fields in their order, no blanks, numbers of few digits. What has that form is
 * read here at a fraction of the cost of parsing; what has another one, such as an escaped character, is left to JSON.
 */

import type { CopyBytes } from './copy-bytes.ts'
import type { SqlColumn, SqlType } from './sql-columns.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const FIRST_PRINTABLE = 0x20
const EMPTY_LIST = asciiBytes('[]')
const TRUE = asciiBytes('true')
const FALSE = asciiBytes('false')
const NULL = asciiBytes('null')

/** Decimals whose power of ten, and digits whose number, a double holds exactly: their quotient is the nearest double. */
const MAX_DECIMALS = 22
const MAX_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: MAX_DECIMALS + 1 }, (_, exponent) => Number(`1e${exponent}`))

export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** A place in a line. */
export class LineCursor {
  line: Uint8Array = new Uint8Array()
  at = 0

  /** Steps over these bytes. */
  skip(expected: Uint8Array): boolean {
    const { line, at } = this
    for (let index = 0; index < expected.length; index++) {
      if (line[at + index] !== expected[index]) return false
    }
    this.at = at + expected.length
    return true
  }

  /** Steps over a text without escapes, and returns where it begins, behind its quotation mark; or -1. */
  skipText(): number {
    const { line } = this
    if (line[this.at] !== QUOTE) return -1
    const begin = this.at + 1
    let end = begin
    for (; end < line.length && line[end] !== QUOTE; end++) {
      if (line[end] === BACKSLASH || line[end] < FIRST_PRINTABLE) return -1
    }
    if (end === line.length) return -1
    this.at = end + 1
    return begin
  }

  /** Steps over a number of few digits, and returns it; or NaN. */
  number(): number {
    const { line } = this
    let at = this.at
    const negative = line[at] === MINUS
    if (negative) at++
    const begin = at
    let digits = 0
    let decimals = -1
    for (; at < line.length; at++) {
      const digit = line[at] - ZERO
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit
        if (decimals >= 0) decimals++
      } else if (line[at] === POINT && decimals < 0) decimals = 0
      else break
    }
    const length = at - begin - (decimals < 0 ? 0 : 1)
    // An exponent ends the loop before a comma or brace does, and what comes next will not be found where it is.
    if (length === 0 || length > MAX_DIGITS || decimals === 0) return Number.NaN
    this.at = at
    const value = decimals < 0 ? digits : digits / POWERS_OF_TEN[decimals]
    return negative ? -value : value
  }
}

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
    bytes.countedRange(cursor.line, begin, cursor.at - 1)
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
  let last = asciiBytes('no instant yet')
  let lastMs = 0
  return (cursor, bytes) => {
    const quoted = cursor.at
    if (!cursor.skip(last)) {
      const begin = cursor.skipText()
      if (begin < 0) return false
      const ms = Date.parse(String.fromCharCode(...cursor.line.subarray(begin, cursor.at - 1)))
      if (Number.isNaN(ms)) return false
      last = cursor.line.slice(quoted, cursor.at)
      lastMs = ms
    }
    bytes.timestamptz(lastMs)
    return true
  }
}
