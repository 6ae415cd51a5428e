/**
 * @module Bytes of a file in PostgreSQL's binary COPY format, written one value after the other.
 *
 * @see PostgreSQL 18 documentation, COPY, "Binary Format"; the forms of values are those of each type's send function.
 */

/** `PGCOPY`, a line break, 255, a line break as elsewhere, zero; then flags and the length of the header's extension. */
const HEADER = Uint8Array.of(0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0)
const NULL_LENGTH = -1
const END_OF_FILE = -1
/** Object id of the type `text`, which an array names. */
const TEXT_TYPE_ID = 25
const TWO_TO_32 = 2 ** 32
const MICROSECONDS_PER_MS = 1000
/** Milliseconds from 1970 to 2000, which PostgreSQL counts from. */
const EPOCH_2000_MS = 946_684_800_000
/** Most bytes one UTF-16 unit becomes in UTF-8. */
const MAX_BYTES_PER_UNIT = 3
/** Any value but a text, with its length. */
const FIXED_VALUE_BYTES = 12

const encoder = new TextEncoder()

/** A text as it stands in a file: its length, then its bytes. */
export function countedText(text: string): Uint8Array {
  const bytes = encoder.encode(text)
  const counted = new Uint8Array(4 + bytes.length)
  new DataView(counted.buffer).setInt32(0, bytes.length)
  counted.set(bytes, 4)
  return counted
}

export class CopyBytes {
  #bytes: Buffer
  #view: DataView
  #at = 0

  constructor(capacity = 1 << 16) {
    this.#bytes = Buffer.alloc(capacity)
    this.#view = viewOf(this.#bytes)
  }

  begin(): void {
    this.raw(HEADER)
  }

  row(values: number): void {
    this.#reserve(2)
    this.#view.setInt16(this.#at, values)
    this.#at += 2
  }

  null(): void {
    this.#reserve(4)
    this.#view.setInt32(this.#at, NULL_LENGTH)
    this.#at += 4
  }

  float8(value: number): void {
    this.#reserve(FIXED_VALUE_BYTES)
    this.#view.setInt32(this.#at, 8)
    this.#view.setFloat64(this.#at + 4, value)
    this.#at += 12
  }

  /** @param value - whole, and exact as a double */
  int8(value: number): void {
    this.#reserve(FIXED_VALUE_BYTES)
    const high = Math.floor(value / TWO_TO_32)
    this.#view.setInt32(this.#at, 8)
    this.#view.setInt32(this.#at + 4, high)
    this.#view.setUint32(this.#at + 8, value - high * TWO_TO_32)
    this.#at += 12
  }

  bool(value: boolean): void {
    this.#reserve(FIXED_VALUE_BYTES)
    this.#view.setInt32(this.#at, 1)
    this.#bytes[this.#at + 4] = value ? 1 : 0
    this.#at += 5
  }

  /** @param ms - since 1970 UTC */
  timestamptz(ms: number): void {
    this.int8((ms - EPOCH_2000_MS) * MICROSECONDS_PER_MS)
  }

  text(value: string): void {
    this.#reserve(4 + value.length * MAX_BYTES_PER_UNIT)
    const length = this.#bytes.write(value, this.#at + 4, 'utf8')
    this.#view.setInt32(this.#at, length)
    this.#at += 4 + length
  }

  texts(values: readonly string[]): void {
    const begin = this.#at
    this.#reserve(24)
    // Length (known only at the end), dimensions, whether any is null, type; of the one dimension, size and first index.
    const header = values.length === 0 ? [0, 0, 0, TEXT_TYPE_ID] : [0, 1, 0, TEXT_TYPE_ID, values.length, 1]
    for (const word of header) {
      this.#view.setInt32(this.#at, word)
      this.#at += 4
    }
    for (const value of values) this.text(value)
    this.#view.setInt32(begin, this.#at - begin - 4)
  }

  /** Bytes of a text, with their number. */
  countedRange(from: Uint8Array, begin: number, end: number): void {
    const length = end - begin
    this.#reserve(4 + length)
    this.#view.setInt32(this.#at, length)
    const to = this.#bytes
    const shift = this.#at + 4 - begin
    // Most texts are short: a loop is faster than the call that copies memory.
    for (let index = begin; index < end; index++) to[shift + index] = from[index]
    this.#at += 4 + length
  }

  /** Bytes so far. */
  get length(): number {
    return this.#at
  }

  /** Takes back what was written since. */
  cutTo(length: number): void {
    this.#at = length
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    const to = this.#bytes
    const at = this.#at
    for (let index = 0; index < bytes.length; index++) to[at + index] = bytes[index]
    this.#at += bytes.length
  }

  end(): void {
    this.#reserve(2)
    this.#view.setInt16(this.#at, END_OF_FILE)
    this.#at += 2
  }

  /** @returns all bytes so far, in memory of their own; from here on there are none */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#at))
    this.#at = 0
    return taken
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.alloc(Math.max(2 * this.#bytes.length, this.#at + bytes))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
