/** @module How punctual the ticks of a live run are, by what becomes of its destinations. */

import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { KafkaBroker } from '../test/services/kafka.ts'
import { startPostgres } from '../test/services/postgres.ts'
import { RedisServer } from '../test/services/redis.ts'

/** A tick of 15 simulated seconds every 100 ms. */
const SPEED = 150
const TICK_MS = 100
const PROGRAM = join('bin', 'gridtokenx-sim.js')
const START = '2026-03-02T03:00:00Z'
const INTERVAL_SECONDS = 15

/** How long after it was due, measured from the most punctual tick of the same run [ms]. */
export interface Lateness {
  readonly destinations: string
  readonly ticks: number
  readonly median: number
  readonly p99: number
  readonly worst: number
}

export interface LiveLatencyResult {
  readonly lateness: readonly Lateness[]
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
    const live = (destinations: string, env: Record<string, string>, onWarm?: () => void): Promise<Lateness> =>
      runLive(destinations, { ...env, RUN_ID: destinations.replaceAll(/\W+/g, '-') }, ticks, folder, onWarm)
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

/** Ticks at the beginning, while destinations are connected, that do not count. */
const WARM_TICKS = 30

async function runLive(
  destinations: string,
  env: Record<string, string>,
  ticks: number,
  folder: string,
  onWarm: () => void = () => undefined,
): Promise<Lateness> {
  const place = join(folder, 'live')
  const period = ['--start', START, '--interval', String(INTERVAL_SECONDS), '--speed', String(SPEED)]
  const output = ['--output', join(place, 'r.jsonl'), '--delivery-patience', '0']
  const program = spawn(process.execPath, [PROGRAM, 'run', ...period, '--no-server', '--fresh', ...output], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const offsets: number[] = []
  let seen = 0
  let rest = ''
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { tick, time }: { tick?: number; time: number } = JSON.parse(line)
      if (tick === undefined) continue
      seen++
      if (seen === WARM_TICKS) onWarm()
      if (seen > WARM_TICKS) offsets.push(time - tick * TICK_MS)
      if (offsets.length === ticks) program.kill('SIGINT')
    }
  })
  await new Promise((done) => program.on('close', done))
  rmSync(place, { recursive: true, force: true })
  const earliest = Math.min(...offsets)
  const sorted = offsets.map((offset) => offset - earliest).sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  return { destinations, ticks: sorted.length, median: at(0.5), p99: at(0.99), worst: at(1) }
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
