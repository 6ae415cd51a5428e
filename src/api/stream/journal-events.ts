/** @module Turns what is added to a run's streams into events: they are followed as a destination follows them. */

import { closeSync, fstatSync, openSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { linesBackward } from '../../journal/backward-lines.ts'
import { streamPath } from '../../journal/journal-streams.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import type { StreamPosition } from '../../journal/record-stream.ts'
import { StreamReader } from '../../journal/stream-reader.ts'
import type { StreamTopic } from './event-ring.ts'
import type { EventStream } from './event-stream.ts'

interface FollowedStream {
  readonly stream: 'market_slots' | 'trades' | 'renewable_certificates'
  readonly topic: StreamTopic
  readonly meterFields: readonly string[]
}

/** In the order in which a slot's are told. */
const FOLLOWED: readonly FollowedStream[] = [
  { stream: 'market_slots', topic: 'market', meterFields: [] },
  { stream: 'trades', topic: 'trade', meterFields: ['buyer_id', 'seller_id'] },
  { stream: 'renewable_certificates', topic: 'certificate', meterFields: ['meter_id', 'owner'] },
]

/** Told at once; then the clients get their turn, so that a long list is no reason to drop one that reads. */
const LIMITS = { records: 200, bytes: 100_000 }

interface Place extends FollowedStream {
  readonly reader: StreamReader
  position: StreamPosition
}

export class JournalEvents {
  readonly #outputFile: string
  readonly #events: EventStream
  #places: Place[] | null = null
  #work: Promise<void> | null = null
  #isDue = false

  constructor(outputFile: string, events: EventStream) {
    this.#outputFile = outputFile
    this.#events = events
  }

  /** Looks for what was added since the last time; the first time only notes where the streams end. */
  look(): Promise<void> {
    this.#isDue = true
    this.#work ??= this.#lookOn().finally(() => {
      this.#work = null
    })
    return this.#work
  }

  async close(): Promise<void> {
    await this.#work?.catch(() => undefined)
    await Promise.all((this.#places ?? []).map(({ reader }) => reader.close()))
  }

  async #lookOn(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false
      this.#places ??= FOLLOWED.map((followed) => ({
        ...followed,
        reader: new StreamReader(this.#outputFile, followed.stream),
        position: { segment: '', offset: wholeLength(streamPath(this.#outputFile, followed.stream)), records: 0 },
      }))
      for (const place of this.#places) await this.#tellNew(place)
    }
  }

  async #tellNew(place: Place): Promise<void> {
    for (;;) {
      const batch = await place.reader.read(place.position, LIMITS)
      if (batch === null) return
      place.position = batch.until
      for (const [i, record] of batch.records.entries()) {
        const line = batch.lines[i]
        if (line !== undefined) this.#events.publish(place.topic, textOf(line), meterIds(record, place.meterFields))
      }
      await nextTurn()
    }
  }
}

function textOf(line: Uint8Array): string {
  return Buffer.from(line.buffer, line.byteOffset, line.length).toString()
}

function meterIds(record: JournalRecord, fields: readonly string[]): string[] {
  return fields.map((field) => String(record[field]))
}

/** Length of a file up to its last whole line [bytes]; 0 where there is no file. */
function wholeLength(path: string): number {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch {
    return 0
  }
  try {
    for (const { start, end, text } of linesBackward(fd, fstatSync(fd).size)) {
      return text === null ? start : end
    }
    return 0
  } finally {
    closeSync(fd)
  }
}
