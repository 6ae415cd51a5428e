import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Random, STREAM } from '../../src/random/random.ts'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { countLines, sha256 } from '../program/journal.ts'
import { pause, runProgram, startProgram, succeed } from '../program/program.ts'
import { KafkaBroker } from '../services/kafka.ts'
import { type PostgresServer, startPostgres } from '../services/postgres.ts'
import { builtStore } from './store-process.ts'
import { expectDatabaseHolds, expectKafkaHolds, journalLines } from './whole-run.ts'

const KILLS_LIVE = 22
const KILLS_BATCH = 6
/** One in so many kills hits the start of a program, the others a program that is writing. */
const EVERY_EARLY_KILL = 5
const LONGEST_LIFE_MS = 1500
const POLL_MS = 5
const START = ['--start', '2026-03-02T00:00:00Z', '--interval', '15', '--seed', '11']
/** More than all live lives together get to: at 15 s and 600 times the pace a second is 40 ticks. */
const END = ['--duration', '1d']

let kafka: KafkaBroker
let postgres: PostgresServer
beforeAll(async () => {
  ;[kafka, postgres] = await Promise.all([KafkaBroker.start(), startPostgres(['fsync = on'])])
})
afterAll(async () => {
  await kafka?.dispose()
  await postgres?.dispose()
})

it('after a kill -9 at any moment every destination ends with exactly the records of an uninterrupted run', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'readings.jsonl')
  const store = join(folder, 'store')
  const url = await postgres.freshDatabase()
  const env = { DATABASE_URL: url, KAFKA_BOOTSTRAP_SERVERS: kafka.plain, SINKS: 'store,postgres,kafka' }
  const run = (...flags: string[]): string[] => [
    'run',
    ...START,
    '--no-server',
    '--output',
    output,
    '--store',
    store,
    ...flags,
  ]
  const random = new Random(20260302)
  const places: string[] = []

  /**
   * Starts the program and kills it some time after it says that it is writing; notes where that left the journal.
   *
   * @returns false when it had ended by itself before
   */
  async function killOnce(args: readonly string[], writing: string, draw: number): Promise<boolean> {
    const program = startProgram(args, { env, timeoutMs: 120_000 })
    const isEarly = draw % EVERY_EARLY_KILL === 0
    while (!isEarly && !program.hasEnded && !program.stderr.includes(writing)) await pause(POLL_MS)
    const life = LONGEST_LIFE_MS * random.uniform(STREAM.strategy, 0, draw)
    await Promise.race([pause(life), program.ended])
    program.kill('SIGKILL')
    const { signal, exitCode, stderr } = await program.ended
    if (signal !== 'SIGKILL') {
      expect(exitCode, stderr).toBe(0)
      return false
    }
    places.push(`${Math.floor(countLines(output).lines / CAMPUS_METERS)}`)
    return true
  }

  for (let kill = 0; kill < KILLS_LIVE; kill++) {
    // Nothing may be there yet when the first lives end.
    const resume = countLines(output).lines > 0 || kill > 0 ? ['--resume'] : []
    await killOnce(run('--speed', '600', ...resume), '"tick":', kill)
  }
  // A batch that a fast machine completes before it is killed leaves nothing more to kill.
  let isComplete = false
  for (let kill = 0; kill < KILLS_BATCH && !isComplete; kill++) {
    isComplete = !(await killOnce(run(...END, '--resume'), '', KILLS_LIVE + kill))
  }
  const last = await runProgram(run(...END, '--quiet', '--resume'), { env, timeoutMs: 240_000 })
  expect(last.exitCode, last.stderr).toBe(0)

  const whole = join(temporaryFolder(), 'readings.jsonl')
  await succeed(['run', ...START, ...END, '--quiet', '--sinks', 'none', '--output', whole], { timeoutMs: 120_000 })
  expect(sha256(output)).toBe(sha256(whole))

  const connection = await connectToPostgres(url, new AbortController().signal)
  const inPostgres = await expectDatabaseHolds(connection, whole)
  await connection.close()
  const embedded = await (await builtStore()).openStore(store, { purpose: 'test' })
  const inStore = await expectDatabaseHolds(embedded, whole)
  await embedded.close()
  // Most kills have to have hit a run in the middle, or they prove nothing.
  expect(new Set(places).size).toBeGreaterThan(KILLS_LIVE / 2)
  const inKafka = expectKafkaHolds(kafka.plain, whole)
  const readings = journalLines(whole, 'readings').length
  process.stdout.write(
    `${places.length} kills, the journal left at ticks ${places.join(' ')}; ${readings} readings; records in ` +
      `PostgreSQL ${inPostgres}, in the store ${inStore}, in Kafka ${inKafka}: each once, all the same\n`,
  )
})
