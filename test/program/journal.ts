/** @module Reads what a run has written, without any of the program's own code. */

import { createHash } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const CHUNK_BYTES = 1 << 20
const NEWLINE = 10

/** A reading as it stands in the journal. */
export type Reading = Readonly<Record<string, string | number | boolean | null>>

function* chunksOf(path: string): Generator<Buffer> {
  const fd = openSync(path, 'r')
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
      const length = readSync(fd, chunk, 0, CHUNK_BYTES, null)
      if (length === 0) return
      yield chunk.subarray(0, length)
    }
  } finally {
    closeSync(fd)
  }
}

/** SHA-256 of a file's bytes. */
export function sha256(path: string): string {
  const hash = createHash('sha256')
  for (const chunk of chunksOf(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** The complete lines of a file of any size, one after the other. */
export function* linesOf(path: string): Generator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for (const chunk of chunksOf(path)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield bytes.toString('utf8', start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
}

/** Complete lines in a file, and whether something without an end follows them; none where there is no file. */
export function countLines(path: string): { lines: number; isTorn: boolean } {
  let lines = 0
  let last = NEWLINE
  try {
    for (const chunk of chunksOf(path)) {
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines++
      last = chunk[chunk.length - 1]
    }
  } catch {
    return { lines: 0, isTorn: false }
  }
  return { lines, isTorn: last !== NEWLINE }
}

export function parseReading(line: string): Reading {
  const value: unknown = JSON.parse(line)
  if (!isReading(value)) throw new Error(`no reading: ${line}`)
  return value
}

function isReading(value: unknown): value is Reading {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All readings of a journal small enough to hold. */
export function readingsOf(path: string): Reading[] {
  return [...linesOf(path)].map(parseReading)
}

/** A reading's field that must be a number. */
export function numberOf(reading: Reading, field: string): number {
  const value = reading[field]
  if (typeof value !== 'number') throw new Error(`${field} is ${String(value)}`)
  return value
}

/** The closed segments beside a journal, oldest first, with the date in their names. */
export function closedSegments(output: string): { path: string; date: string; isCompressed: boolean }[] {
  const stem = basename(output, '.jsonl')
  return readdirSync(dirname(output))
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => {
      const match = /^(.+)\.(\d{4}-\d{2}-\d{2})\.jsonl(\.gz)?$/.exec(name)
      if (match === null || match[1] !== stem) return []
      return [{ path: join(dirname(output), name), date: match[2], isCompressed: match[3] !== undefined }]
    })
}

/** A live run's whole record: its closed segments, decompressed, and the active one. */
export function wholeJournal(output: string): Buffer {
  const closed = closedSegments(output).map(({ path, isCompressed }) => {
    const bytes = readFileSync(path)
    return isCompressed ? gunzipSync(bytes) : bytes
  })
  return Buffer.concat([...closed, readFileSync(output)])
}

/** Whether this very process holds the journal's lock: from then on it hears signals and may be writing. */
export function isWriting({ pid }: { readonly pid: number }, output: string): boolean {
  try {
    const holder: unknown = JSON.parse(readFileSync(output.replace(/\.jsonl$/, '.lock'), 'utf8'))
    return typeof holder === 'object' && holder !== null && 'pid' in holder && holder.pid === pid
  } catch {
    return false
  }
}
