/** @module Whether destinations hold exactly the records of a journal: none missing, none twice, all the same. */

import { existsSync } from 'node:fs'
import { expect } from 'vitest'
import { streamPath } from '../../src/journal/journal-streams.ts'
import { RECORD_STREAMS, type RecordStream } from '../../src/journal/record-stream.ts'
import { KAFKA_STREAMS, KAFKA_TOPICS } from '../../src/sinks/kafka/kafka-topics.ts'
import type { SqlConnection, SqlRow } from '../../src/sinks/sql-connection.ts'
import { linesOf } from '../program/journal.ts'
import { byKey, committedMessages } from './kafka-reader.ts'
import { inOrder, storedRecords } from './stored-records.ts'

/** The lines of a stream beside a journal of one file; a run without a market has no streams. */
export function journalLines(output: string, stream: RecordStream): string[] {
  const path = stream === 'readings' ? output : streamPath(output, stream)
  return existsSync(path) ? [...linesOf(path)] : []
}

function parse(line: string): SqlRow {
  const record: unknown = JSON.parse(line)
  if (typeof record !== 'object' || record === null) throw new Error(`no record: ${line}`)
  return { ...record }
}

/** Compares every record of every stream; tells how many there are. */
export async function expectDatabaseHolds(connection: SqlConnection, output: string): Promise<number> {
  let records = 0
  for (const stream of RECORD_STREAMS) {
    const expected = journalLines(output, stream)
    const stored = inOrder(await storedRecords(connection, stream))
    expect(stored.length, stream).toBe(expected.length)
    const wanted = inOrder(expected.map(parse))
    // One difference says more than a list of a hundred thousand records.
    const first = wanted.findIndex((text, i) => text !== stored[i])
    expect(first < 0 ? null : [stored[first], wanted[first]], stream).toBeNull()
    records += stored.length
  }
  return records
}

/** Compares every message of every topic, for each key in order; tells how many there are. */
export function expectKafkaHolds(server: string, output: string, prefix = ''): number {
  let messages = 0
  for (const stream of KAFKA_STREAMS) {
    const { name, key } = KAFKA_TOPICS[stream]
    const expected = journalLines(output, stream).map((value) => ({ key: String(parse(value)[key]), value }))
    const found = byKey(committedMessages(server, `${prefix}${name}`))
    const wanted = byKey(expected)
    expect([...found.keys()].sort(), stream).toEqual([...wanted.keys()].sort())
    for (const [which, values] of wanted) {
      expect(found.get(which)?.length, `${stream} of ${which}`).toBe(values.length)
      const first = values.findIndex((value, i) => value !== found.get(which)?.[i])
      expect(first < 0 ? null : [found.get(which)?.[first], values[first]], `${stream} of ${which}`).toBeNull()
    }
    messages += expected.length
  }
  return messages
}
