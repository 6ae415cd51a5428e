/** @module The names of keys and channels in Redis, without their prefix. */

import type { RecordStream } from '../../journal/record-stream.ts'

/** The streams whose records are published; what is only of interest to queries goes to the databases. */
export const REDIS_STREAMS = [
  'readings',
  'trading_opportunities',
  'trades',
  'renewable_certificates',
] as const satisfies readonly RecordStream[]
export type RedisStream = (typeof REDIS_STREAMS)[number]

/** Streams of which the records of the latest slot are kept as a list. */
export const SLOT_STREAMS = ['trading_opportunities', 'trades'] as const satisfies readonly RedisStream[]

export const REDIS_KEYS = {
  /** Hash: the latest reading of a meter, field by field. */
  meter: (meterId: string) => `meter:${meterId}`,
  /** Set: all meters that have a hash. */
  meters: 'meters',
  /** Hash: sums over the campus in the latest complete interval. */
  campus: 'campus',
  /** Stream: the latest readings of all meters. */
  readings: 'readings',
  /** List: the records of the latest slot. */
  latest: (stream: (typeof SLOT_STREAMS)[number]) => `latest:${stream}`,
  /** Channel on which every record of a stream is published. */
  channel: (stream: RedisStream) => `channel:${stream}`,
  /** Hash: how far a run has been delivered, and by whom. */
  delivery: (runId: string) => `delivery:${runId}`,
} as const

export function isRedisStream(stream: RecordStream): stream is RedisStream {
  return REDIS_STREAMS.some((known) => known === stream)
}
