/** @module Batches of records as commands for Redis. */

import type { RecordBatch } from '../sink.ts'
import { type IntervalSums, totalsFields } from './campus-totals.ts'
import { isRedisStream, REDIS_KEYS, SLOT_STREAMS } from './redis-keys.ts'

/** A command and its arguments, or NEWER (see `redis-scripts.ts`). */
export type Command = readonly (string | Buffer)[]

export interface CommandSettings {
  readonly prefix: string
  /** Entries the stream of readings keeps, about. */
  readonly streamLength: number
}

/** Every record into its stream and channel, and what is the latest of its kind. */
export function batchCommands(batch: RecordBatch, { prefix, streamLength }: CommandSettings): Command[] {
  const { stream } = batch
  if (!isRedisStream(stream)) return []
  const lines = batch.lines.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
  const published = lines.map((line): Command => ['PUBLISH', prefix + REDIS_KEYS.channel(stream), line])
  if (stream === 'readings') {
    const limit = ['MAXLEN', '~', String(streamLength)]
    const entry = ['XADD', prefix + REDIS_KEYS.readings, ...limit, '*', 'meter_id']
    const added = lines.map(
      (line, index): Command => [...entry, String(batch.records[index].meter_id), 'reading', line],
    )
    return [...added, ...published, ...latestReadings(batch, prefix)]
  }
  const slotStream = SLOT_STREAMS.find((name) => name === stream)
  if (slotStream === undefined) return published
  return [...published, ...latestSlot(batch, lines, prefix + REDIS_KEYS.latest(slotStream))]
}

export function totalsCommands(sums: IntervalSums, prefix: string): Command[] {
  const key = prefix + REDIS_KEYS.campus
  const epochMs = String(Date.parse(sums.timestamp))
  return [
    ['NEWER', key, epochMs],
    ['HSET', key, 'epoch_ms', epochMs, ...[...totalsFields(sums)].flat()],
  ]
}

function latestReadings({ records }: RecordBatch, prefix: string): Command[] {
  const latest = new Map(records.map((record) => [String(record.meter_id), record]))
  return [...latest].flatMap(([meterId, record]): Command[] => {
    const key = prefix + REDIS_KEYS.meter(meterId)
    const epochMs = String(Date.parse(String(record.timestamp)))
    const fields = Object.entries(record).flatMap(([name, value]) => [name, fieldText(value)])
    return [
      ['SADD', prefix + REDIS_KEYS.meters, meterId],
      ['NEWER', key, epochMs],
      ['HSET', key, 'epoch_ms', epochMs, ...fields],
    ]
  })
}

function fieldText(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The list is begun anew with the first record of a slot, which may have begun in the batch before. */
function latestSlot({ records }: RecordBatch, lines: readonly Buffer[], key: string): Command[] {
  const slotOf = (index: number) => String(Date.parse(String(records[index]?.timestamp)))
  const slot = slotOf(records.length - 1)
  const begin = records.findIndex((_record, index) => slotOf(index) === slot)
  const mark = `${key}:slot`
  return [
    ['NEWER', mark, slot],
    ['DEL', key],
    ['HSET', mark, 'epoch_ms', slot],
    ...lines.slice(begin).map((line): Command => ['RPUSH', key, line]),
  ]
}

/** How the script takes them. */
export function asArguments(commands: readonly Command[]): (string | Buffer)[] {
  return commands.flatMap((command) => [String(command.length), ...command])
}
