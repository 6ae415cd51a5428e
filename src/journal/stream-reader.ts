/** @module Reads the records of one stream of a journal in order, from any place on, while it is being written. */

import { JournalDamage } from './journal-damage.ts'
import type { BatchLimits, RecordBatch } from './record-batch.ts'
import { findRecords } from './record-lines.ts'
import type { RecordStream, StreamPosition, VerifiedStream } from './record-stream.ts'
import { openSequential, type SequentialFile } from './sequential-file.ts'
import { plainLength, type StreamFile, StreamFiles } from './stream-files.ts'

const NEWLINE = 0x0a
/** Read at once; a batch is mostly as large as one or two of these. */
const PIECE_BYTES = 1024 * 1024
/** A longer line is no record. */
const LONGEST_LINE = 16 * 1024 * 1024

/** Where the reader stands, and what it has read beyond that. */
interface Place {
  readonly file: StreamFile
  readonly source: SequentialFile
  /** Offset of the first byte of `ahead`. */
  offset: number
  ahead: Buffer
}

/** One reader for one destination, so that each goes at its own pace. */
export class StreamReader<Stream extends VerifiedStream = RecordStream> {
  readonly stream: Stream
  readonly #files: StreamFiles
  #place: Place | null = null

  constructor(outputFile: string, stream: Stream) {
    this.stream = stream
    this.#files = new StreamFiles(outputFile, stream)
  }

  /**
   * The records behind a position.
   *
   * @returns null when there is no whole record behind it at present
   * @throws JournalDamage where the journal is damaged in the middle, or the file of the position is gone
   */
  async read(position: StreamPosition, limits: BatchLimits): Promise<RecordBatch<Stream> | null> {
    let place = await this.#placeAt(position)
    while (place !== null) {
      const { lines, records, length, isDamaged } = await this.#gather(place, limits)
      place.ahead = place.ahead.subarray(length)
      place.offset += length
      if (lines.length > 0) {
        const { segment } = place.file
        const until = { segment, offset: place.offset, records: position.records + lines.length }
        return { stream: this.stream, lines, records, until }
      }
      if (isDamaged && (await this.#goesOnBehind(place))) {
        throw new JournalDamage(place.file.path, place.offset, 'this is not a record, and whole ones follow')
      }
      if (isDamaged) {
        return null
      }
      if (length === 0) {
        place = await this.#nextFile(place)
      }
    }
    return null
  }

  /** Bytes of the stream behind a position, before compression. */
  async behind({ segment, offset }: StreamPosition): Promise<number> {
    const files = await this.#files.list()
    const first = segment === '' ? 0 : files.findIndex((file) => file.segment === segment)
    let bytes = -offset
    for (const file of first < 0 ? [] : files.slice(first)) {
      bytes += await plainLength(file)
    }
    return Math.max(0, bytes)
  }

  async close(): Promise<void> {
    const place = this.#place
    this.#place = null
    await place?.source.close()
  }

  /** Where the position is, opened; null when there is no file yet. */
  async #placeAt({ segment, offset, records }: StreamPosition): Promise<Place | null> {
    const present = this.#place
    if (present !== null && present.file.segment === segment && present.offset === offset) {
      return present
    }
    await this.close()
    const files = await this.#files.list()
    const [oldest] = files
    const isBegin = records === 0 && offset === 0 && segment === ''
    const file = isBegin ? oldest : files.find((candidate) => candidate.segment === segment)
    if (file !== undefined) {
      return this.#open(file, offset)
    }
    // A file that a power cut has emptied is written again from its beginning.
    if (oldest === undefined || segment > (files.at(-1)?.segment ?? '')) {
      return null
    }
    throw new JournalDamage(oldest.path, 0, `the file that begins at ${segment}, from which to go on, is gone`)
  }

  async #open(file: StreamFile, offset: number): Promise<Place> {
    const source = await openSequential(file.path, file.compressed, offset)
    this.#place = { file, source, offset, ahead: Buffer.alloc(0) }
    return this.#place
  }

  /** Reads on until there are enough records, or no more at present. */
  async #gather(place: Place, limits: BatchLimits): Promise<ReturnType<typeof findRecords>> {
    while (place.ahead.length < limits.bytes || !place.ahead.includes(NEWLINE)) {
      const piece = await place.source.next(PIECE_BYTES)
      if (piece === null) {
        break
      }
      place.ahead = place.ahead.length === 0 ? piece : Buffer.concat([place.ahead, piece])
      if (place.ahead.length > LONGEST_LINE && !place.ahead.includes(NEWLINE)) {
        return { lines: [], records: [], length: 0, isDamaged: true }
      }
    }
    return findRecords(place.ahead, limits)
  }

  /** Whether any whole record follows the bad line: if none does, it is a torn end that the next start cuts off. */
  async #goesOnBehind(place: Place): Promise<boolean> {
    let { ahead } = place
    for (;;) {
      for (let end = ahead.indexOf(NEWLINE); end >= 0; end = ahead.indexOf(NEWLINE)) {
        ahead = ahead.subarray(end + 1)
        if (findRecords(ahead, { records: 1, bytes: 1 }).lines.length > 0) {
          return true
        }
      }
      const piece = await place.source.next(PIECE_BYTES)
      if (piece === null) {
        // What was read to find out is read again from where the bad line begins.
        await this.close()
        return false
      }
      ahead = ahead.length > LONGEST_LINE ? piece : Buffer.concat([ahead, piece])
    }
  }

  /** The file behind the present one, when that has ended for good. */
  async #nextFile(place: Place): Promise<Place | null> {
    const files = await this.#files.list()
    const index = files.findIndex(({ segment }) => segment === place.file.segment)
    const next = files[index + 1]
    if (index < 0 || next === undefined) {
      return null
    }
    // It may have grown between the last look and its closing.
    const piece = await place.source.next(PIECE_BYTES)
    if (piece !== null) {
      place.ahead = Buffer.concat([place.ahead, piece])
      return place
    }
    if (place.ahead.length > 0) {
      throw new JournalDamage(place.file.path, place.offset, 'its last line has no end, and the next file follows')
    }
    await this.close()
    return this.#open(next, 0)
  }
}
