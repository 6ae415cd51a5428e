/** @module A process that delivers a journal to Redis until it is done: what the crash test kills. */

import { REDIS_STREAMS } from '../../src/sinks/redis/redis-keys.ts'
import { redisSink } from '../../src/sinks/redis/redis-sink.ts'
import { JournalFeeder, manifest } from './journal-feeder.ts'
import { tellProgress } from './writer-progress.ts'

const [redisUrl, folder, records] = process.argv.slice(2)
await tellProgress(
  redisSink({ redisUrl, redisKeyPrefix: 'crash:', redisStreamLength: 1_000_000 }),
  new JournalFeeder(folder, REDIS_STREAMS),
  manifest('crashing-run'),
  Number(records),
)
