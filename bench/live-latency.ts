/** @module How punctual the ticks of a live run are, by what becomes of its destinations. */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { KafkaBroker } from '../test/services/kafka.ts'
import { startPostgres } from '../test/services/postgres.ts'
import { RedisServer } from '../test/services/redis.ts'
import { type Lateness, measureLiveTicks, PROGRAM, START } from './live-ticks.ts'

const INTERVAL_SECONDS = 15

export interface DestinationLateness extends Lateness {
  readonly destinations: string
}

export interface LiveLatencyResult {
  readonly lateness: readonly DestinationLateness[]
  /** `deliver` of recorded readings into PostgreSQL, as a multiple of the pace at which a campus makes them. */
  readonly catchUp: number
}

/** Runs the campus live without destinations, with all of them, and with all of them frozen and gone. */
export async function measureLiveLatency(ticks: number, folder: string): Promise<LiveLatencyResult> {
  const [kafka, postgres, redis] = await Promise.all([KafkaBroker.start(), startPostgres([]), RedisServer.start()])
  try {
    const addresses = async (): Promise<Record<string, string>> => ({
      KAFKA_BOOTSTRAP_SERVERS: kafka.plain,
      DATABASE_URL: await postgres.freshDatabase(),
      REDIS_URL: redis.url(),
      SINKS: 'store,postgres,kafka,redis',
    })
    const live = async (
      destinations: string,
      env: Record<string, string>,
      onWarm: () => void = () => undefined,
    ): Promise<DestinationLateness> => {
      const run = { RUN_ID: destinations.replaceAll(/\W+/g, '-'), ...env }
      return { destinations, ...(await measureLiveTicks({ flags: ['--no-server'], env: run, ticks, onWarm }, folder)) }
    }
    const none = await live('none', { SINKS: 'none' })
    const all = await live('store, PostgreSQL, Kafka and Redis', await addresses())
    const catchUp = measureCatchUp(await addresses(), folder)
    const databases = await addresses()
    const frozen = await live('the same, servers frozen', databases, () => {
      for (const server of [kafka, postgres, redis]) server.freeze()
    })
    for (const server of [kafka, postgres, redis]) server.resume()
    await Promise.all([kafka.kill(), postgres.kill(), redis.kill()])
    const gone = await live('the same, servers gone', databases)
    return { lateness: [none, all, frozen, gone], catchUp }
  } finally {
    await Promise.all([kafka.dispose(), postgres.dispose(), redis.dispose()])
  }
}

/** A day of the campus, recorded before, into an empty database by a process of its own. */
function measureCatchUp(env: Record<string, string>, folder: string): number {
  const output = ['--output', join(folder, 'day.jsonl')]
  const given = { env: { PATH: process.env.PATH ?? '', ...env, SINKS: 'postgres' } }
  const day = ['--start', START, '--duration', '1d', '--interval', String(INTERVAL_SECONDS)]
  const run = spawnSync(process.execPath, [PROGRAM, 'run', ...day, '--sinks', 'none', '--fresh', '--quiet', ...output])
  const begun = performance.now()
  const delivered = spawnSync(process.execPath, [PROGRAM, 'deliver', '--quiet', ...output], given)
  const seconds = (performance.now() - begun) / 1000
  if (run.status !== 0 || delivered.status !== 0) throw new Error(`deliver failed: ${String(delivered.stderr)}`)
  return (24 * 3600) / seconds
}
