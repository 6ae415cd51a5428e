/** @module The latest of everything in Redis, a bounded stream of readings, and a channel for each stream. */

import { randomUUID } from 'node:crypto'
import type { RunManifest } from '../../journal/run-manifest.ts'
import type { BatchLimits, Cursors, RecordBatch, Sink } from '../sink.ts'
import { untilAborted } from '../until-aborted.ts'
import { redisFault } from './redis-fault.ts'
import { REDIS_STREAMS } from './redis-keys.ts'
import { RedisSession } from './redis-session.ts'
import type { RedisSinkOptions } from './redis-sink-options.ts'

/** Redis does nothing else while a batch is written: some 5 ms for so many; more are no faster (docs/redis.md). */
const LIMITS: BatchLimits = { records: 500, bytes: 1024 * 1024 }

export function redisSink(options: RedisSinkOptions): Sink {
  const writer = randomUUID()
  const runs = new Set<string>()
  const server = new URL(options.redisUrl).host
  let openings = 0
  let session: RedisSession | null = null

  async function attempt<T>(using: RedisSession, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await untilAborted(signal, () => using.close(), work)
    } catch (error) {
      using.close()
      throw redisFault(server, error)
    }
  }

  return {
    name: 'redis',
    streams: REDIS_STREAMS,
    limits: LIMITS,

    async open(run: RunManifest, signal: AbortSignal): Promise<Cursors> {
      session?.close()
      openings += 1
      const opened = new RedisSession(options, { run, writer, opening: openings, hadIt: runs.has(run.run_id) })
      session = opened
      const cursors = await attempt(opened, signal, () => opened.open())
      runs.add(run.run_id)
      return cursors
    },

    async write(batches: readonly RecordBatch[], signal: AbortSignal): Promise<void> {
      const current = session
      if (current === null) throw new Error('The Redis sink is not open.')
      await attempt(current, signal, () => current.write(batches))
    },

    async close(): Promise<void> {
      session?.close()
      session = null
    },
  }
}
