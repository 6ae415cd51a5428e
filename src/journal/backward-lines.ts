/** @module Reads the lines of a file from its end, in blocks, so that the length of the file does not matter. */

import { readSync } from 'node:fs'

const NEWLINE = 0x0a
const BLOCK_BYTES = 256 * 1024
/** A longer line is no reading and is skipped without being held in memory. */
const MAX_LINE_BYTES = 1024 * 1024

/** A line and where it stands. */
export interface PlacedLine {
  /** Offset of its first byte. */
  readonly start: number
  /** Offset behind its newline, or behind its last byte where the newline is missing. */
  readonly end: number
  /** Its text without the newline; null where the newline is missing or the line is too long to be a reading. */
  readonly text: string | null
}

/** Reads exactly the bytes asked for, or fewer at the end of the file. */
export function readFully(fd: number, into: Uint8Array, length: number, position: number): number {
  let done = 0
  while (done < length) {
    const count = readSync(fd, into, done, length - done, position + done)
    if (count === 0) break
    done += count
  }
  return done
}

/**
 * The lines of a file's first `length` bytes, last line first.
 *
 * @param fd - an open file
 */
export function* linesBackward(fd: number, length: number): Generator<PlacedLine> {
  let lineEnd = length
  let start = length
  let bytes = Buffer.alloc(0)
  /** How many of `bytes`, from offset `start` on, are not yet yielded. */
  let known = 0
  let skipped = false
  while (lineEnd > 0) {
    // The line's own newline is not the one before it.
    const from = skipped ? known - 1 : known - 2
    const newline = from < 0 ? -1 : bytes.lastIndexOf(NEWLINE, from)
    if (newline >= 0 || start === 0) {
      const lineStart = start + newline + 1
      yield { start: lineStart, end: lineEnd, text: skipped ? null : lineText(bytes.subarray(newline + 1, known)) }
      lineEnd = lineStart
      known = newline + 1
      skipped = false
      continue
    }
    if (known > MAX_LINE_BYTES) {
      known = 0
      skipped = true
    }
    const size = Math.min(start, Math.max(BLOCK_BYTES, known))
    const longer = Buffer.allocUnsafe(size + known)
    readFully(fd, longer, size, start - size)
    bytes.copy(longer, size, 0, known)
    bytes = longer
    known += size
    start -= size
  }
}

function lineText(line: Buffer): string | null {
  return line.at(-1) === NEWLINE ? line.toString('utf8', 0, line.length - 1) : null
}
