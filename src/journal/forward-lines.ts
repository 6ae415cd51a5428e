/** @module Reads the lines of a file from its beginning, so that the length of the file does not matter. */

import { openSequential } from './sequential-file.ts'

const NEWLINE = 0x0a
const PIECE_BYTES = 1024 * 1024

/** A line and where it stands, before compression. */
export interface ForwardLine {
  /** Offset of its first byte. */
  readonly start: number
  /** Its bytes without the newline. */
  readonly bytes: Buffer
  /** False for the last line of a file that does not end with a newline. */
  readonly isWhole: boolean
}

/** The lines of a file, first line first. */
export async function* linesForward(path: string, compressed: boolean): AsyncGenerator<ForwardLine> {
  const file = await openSequential(path, compressed, 0)
  try {
    let offset = 0
    let rest: Buffer = Buffer.alloc(0)
    for (let piece = await file.next(PIECE_BYTES); piece !== null; piece = await file.next(PIECE_BYTES)) {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      let start = 0
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        yield { start: offset + start, bytes: bytes.subarray(start, end), isWhole: true }
        start = end + 1
      }
      offset += start
      rest = bytes.subarray(start)
    }
    if (rest.length > 0) {
      yield { start: offset, bytes: rest, isWhole: false }
    }
  } finally {
    await file.close()
  }
}
