/** @module The files a stream of records is in, oldest first. */

import { existsSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { type ClosedSegment, closedSegments } from './journal-files.ts'
import { streamPath } from './journal-streams.ts'
import { parseReadingLine } from './reading-line.ts'
import type { VerifiedStream } from './record-stream.ts'
import { openSequential, type SequentialFile } from './sequential-file.ts'
import { errorCode } from './write-failure.ts'

/** One file of a stream. */
export interface StreamFile {
  readonly path: string
  readonly compressed: boolean
  /** Timestamp of its first record, which identifies it whatever it is called; empty for a stream of one file. */
  readonly segment: string
}

const NEWLINE = 0x0a
/** A first line longer than this is no record. */
const LONGEST_LINE = 1024 * 1024
const HEAD_BYTES = 4096

/** Lists the files of one stream, remembering how each begins. */
export class StreamFiles {
  readonly #outputFile: string
  readonly #stream: VerifiedStream
  readonly #segments = new Map<string, string>()

  constructor(outputFile: string, stream: VerifiedStream) {
    this.#outputFile = outputFile
    this.#stream = stream
  }

  /** The files that hold at least one whole record, oldest first; the last one may still grow. */
  async list(): Promise<StreamFile[]> {
    if (this.#stream !== 'readings') {
      const path = streamPath(this.#outputFile, this.#stream)
      return existsSync(path) ? [{ path, compressed: false, segment: '' }] : []
    }
    // Closing or compressing a segment meanwhile could hide it from one look.
    for (let closed = closedSegments(this.#outputFile); ; ) {
      const files = await this.#readings(closed)
      const now = closedSegments(this.#outputFile)
      if (now.length === closed.length && now.every(({ path }, i) => path === closed[i]?.path)) {
        return files
      }
      closed = now
    }
  }

  async #readings(closed: readonly ClosedSegment[]): Promise<StreamFile[]> {
    const files: StreamFile[] = []
    for (const { path, compressed } of closed) {
      const segment = await this.#segmentOf(path, compressed)
      // While a segment is being compressed both its files are there, the original first.
      if (segment !== null && files.at(-1)?.segment !== segment) {
        files.push({ path, compressed, segment })
      }
    }
    const segment = await beginning(this.#outputFile, false)
    return segment === null ? files : [...files, { path: this.#outputFile, compressed: false, segment }]
  }

  async #segmentOf(path: string, compressed: boolean): Promise<string | null> {
    const key = path.replace(/\.gz$/, '')
    const known = this.#segments.get(key)
    if (known !== undefined) {
      return known
    }
    const segment = await beginning(path, compressed)
    if (segment !== null) {
      this.#segments.set(key, segment)
    }
    return segment
  }
}

/** Bytes of a file before compression. A compressed file tells its length modulo 4 GiB. */
export async function plainLength({ path, compressed }: StreamFile): Promise<number> {
  try {
    if (!compressed) {
      return (await stat(path)).size
    }
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, size - 4)
      return buffer.readUInt32LE(0)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return 0
    }
    throw error
  }
}

/** Timestamp of the first record of a file; null where there is no whole record, or no file any more. */
async function beginning(path: string, compressed: boolean): Promise<string | null> {
  const file = await openIfPresent(path, compressed)
  if (file === null) {
    return null
  }
  try {
    let head = Buffer.alloc(0)
    while (head.length < LONGEST_LINE && !head.includes(NEWLINE)) {
      const piece = await file.next(HEAD_BYTES)
      if (piece === null) {
        return null
      }
      head = Buffer.concat([head, piece])
    }
    const reading = parseReadingLine(head.toString('utf8', 0, Math.max(head.indexOf(NEWLINE), 0)))
    return reading === null ? '' : new Date(reading.timeMs).toISOString()
  } finally {
    await file.close()
  }
}

async function openIfPresent(path: string, compressed: boolean): Promise<SequentialFile | null> {
  try {
    return await openSequential(path, compressed, 0)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null
    }
    throw error
  }
}
