import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { type Program, pause, runProgram, startProgram, succeed } from '../program/program.ts'
import { mountSmallDisk } from '../program/small-disk.ts'
import { KafkaBroker } from '../services/kafka.ts'
import { type PostgresServer, startPostgres, urlWith } from '../services/postgres.ts'
import { TcpProxy } from '../services/tcp-proxy.ts'
import { storedCounts } from './stored-records.ts'
import { expectDatabaseHolds, expectKafkaHolds } from './whole-run.ts'

/** 15 s of simulated time at 30 times the pace: a tick every 500 ms. */
const TICK_MS = 500
const LIVE = ['--start', '2026-03-02T04:00:00Z', '--interval', '15', '--seed', '5', '--speed', '30', '--no-server']
const PATIENCE = new AbortController().signal

let kafka: KafkaBroker
let postgres: PostgresServer
beforeAll(async () => {
  ;[kafka, postgres] = await Promise.all([KafkaBroker.start(), startPostgres(['fsync = on'])])
})
afterAll(async () => {
  await kafka?.dispose()
  await postgres?.dispose()
})

interface Health {
  readonly state: string
  readonly behindBytes: number
  readonly lastError: string | null
}

/** A line of the log that tells of a tick. */
interface TickLine {
  readonly time: number
  readonly tick: number
  readonly lateTicks: number
  readonly sinks?: Readonly<Record<string, Health>>
}

function tickLines(program: Program): TickLine[] {
  return program.stderr
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const parsed: TickLine = JSON.parse(line)
      return parsed
    })
    .filter(({ tick }) => tick !== undefined)
}

const latest = (program: Program, sink: string): Health | undefined => tickLines(program).at(-1)?.sinks?.[sink]

async function untilHealth(
  program: Program,
  sink: string,
  what: string,
  holds: (health: Health) => boolean,
): Promise<void> {
  await program.until(
    `${sink} ${what}`,
    () => {
      const health = latest(program, sink)
      return health !== undefined && holds(health)
    },
    60_000,
  )
}
const untilUpToDate = (program: Program, sink: string): Promise<void> =>
  untilHealth(program, sink, 'is up to date', ({ state, lastError }) => state === 'caught up' && lastError === null)

/** Every tick came in its turn and was never an interval late, whatever happened to the destinations. */
function expectOnTime(program: Program): { ticks: number; worstMs: number } {
  const lines = tickLines(program)
  const first = lines[0]?.tick ?? 0
  expect(lines.map(({ tick }) => tick)).toEqual(lines.map((_, i) => first + i))
  expect(lines.at(-1)?.lateTicks).toBe(0)
  const offsets = lines.map(({ time, tick }) => time - tick * TICK_MS)
  return { ticks: lines.length, worstMs: Math.max(...offsets) - Math.min(...offsets) }
}

async function expectEverywhere(url: string, output: string): Promise<void> {
  const connection = await connectToPostgres(url, PATIENCE)
  await expectDatabaseHolds(connection, output)
  await connection.close()
  expectKafkaHolds(kafka.plain, output)
}

describe('while destinations are away', () => {
  it('ticks stay on time, health tells the truth, and nothing is lost or doubled', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'readings.jsonl')
    const url = await postgres.freshDatabase()
    const proxy = await TcpProxy.start(Number(new URL(url).port))
    const through = new URL(url)
    through.port = String(proxy.port)
    const env = { DATABASE_URL: through.href, KAFKA_BOOTSTRAP_SERVERS: kafka.plain }
    const program = startProgram(['run', ...LIVE, '--output', output], { env, timeoutMs: 280_000 })
    await untilUpToDate(program, 'postgres')
    await untilUpToDate(program, 'kafka')

    // Stopped for several intervals, and started again.
    await Promise.all([postgres.kill(), kafka.kill()])
    for (const sink of ['postgres', 'kafka']) {
      await untilHealth(program, sink, 'is told to fail', ({ state, behindBytes, lastError }) => {
        return ['retrying', 'suspended'].includes(state) && behindBytes > 0 && lastError !== null
      })
    }
    await pause(6 * TICK_MS)
    await Promise.all([postgres.start(), kafka.restart()])
    await untilUpToDate(program, 'postgres')
    await untilUpToDate(program, 'kafka')

    // Frozen: they accept connections and never answer.
    postgres.freeze()
    kafka.freeze()
    for (const sink of ['postgres', 'kafka']) {
      await untilHealth(
        program,
        sink,
        'falls behind',
        ({ state, behindBytes }) => state !== 'caught up' && behindBytes > 60_000,
      )
    }
    postgres.resume()
    kafka.resume()
    await untilUpToDate(program, 'postgres')
    await untilUpToDate(program, 'kafka')

    // A line that is slow, that cuts connections in the middle of what is said, and that goes silent.
    proxy.set({ kind: 'slow', delayMs: 300 })
    await pause(4 * TICK_MS)
    for (const bytes of [100, 3000, 20_000]) {
      proxy.set({ kind: 'truncating', bytes })
      const { cuts } = proxy
      await program.until(`a connection was cut after ${bytes} bytes`, () => proxy.cuts > cuts, 60_000)
    }
    proxy.set({ kind: 'good' })
    await untilUpToDate(program, 'postgres')
    proxy.set({ kind: 'silent' })
    await untilHealth(program, 'postgres', 'is given up', ({ lastError }) => lastError !== null)
    proxy.set({ kind: 'good' })
    await untilUpToDate(program, 'postgres')

    program.kill('SIGINT')
    const ended = await program.ended
    expect(ended.exitCode, ended.stderr.slice(-2000)).toBe(0)
    await proxy.stop()
    const { ticks, worstMs } = expectOnTime(program)
    await succeed(['deliver', '--output', output, '--quiet'], { env: { ...env, DATABASE_URL: url } })
    await expectEverywhere(url, output)
    process.stdout.write(
      `${ticks} ticks of ${TICK_MS} ms through all outages, none late, the slowest by ${worstMs} ms\n`,
    )
  })

  it('a run starts without them, keeps everything, and a batch says what they lack', async () => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    const url = await postgres.freshDatabase()
    await postgres.kill()
    const env = { DATABASE_URL: url, DELIVERY_PATIENCE: '2' }
    const batch = [
      'run',
      '--start',
      '2026-03-02T00:00:00Z',
      '--duration',
      '6h',
      '--interval',
      '900',
      '--output',
      output,
    ]
    const alone = await runProgram([...batch, '--quiet'], { env })
    expect(alone.exitCode, alone.stderr).toBe(1)
    expect(alone.stderr).toContain('The run goes on without it; the journal keeps what it lacks')
    expect(alone.stderr).toMatch(/postgres lacks [\d.]+ MB of the journal: .*\nThe journal is complete: run "deliver"/)
    await postgres.start()
    await succeed(['deliver', '--output', output, '--quiet'], { env })
    const connection = await connectToPostgres(url, PATIENCE)
    await expectDatabaseHolds(connection, output)
    await connection.close()
  })
})

it('a batch waits for a destination that takes records once it is 256 MB of files ahead, and no longer', async () => {
  const output = join(temporaryFolder(), 'readings.jsonl')
  const env = { DATABASE_URL: await postgres.freshDatabase() }
  const batch = ['run', '--start', '2026-03-02T00:00:00Z', '--duration', '6d', '--market', 'none', '--quiet']
  const program = startProgram([...batch, '--output', output], { env, timeoutMs: 240_000 })
  const connection = await connectToPostgres(env.DATABASE_URL, PATIENCE)
  const hasBegun = async (): Promise<boolean> =>
    (await storedCounts(connection).catch(() => ({ readings: 0 }))).readings > 0
  while (!(await hasBegun())) await pause(20)
  postgres.freeze()
  let length = 0
  const grows = (): boolean => {
    const before = length
    length = statSync(output).size
    return length > before
  }
  while (grows() || length < 200e6) await pause(1000)
  // A third of the run is still to be computed, and it has stood still for a second.
  expect(length).toBeLessThan(600e6)
  expect(program.hasEnded).toBe(false)
  postgres.resume()
  const ended = await program.ended
  expect(ended.exitCode, ended.stderr).toBe(0)
  expect(await storedCounts(connection)).toMatchObject({ readings: 6 * 5760 * CAMPUS_METERS })
  await connection.close()
})

it('a full disk ends the run; once there is room it goes on, and the destination has every record once', async ({
  skip,
}) => {
  const disk = await mountSmallDisk('46m')
  if (typeof disk === 'string') return skip(disk)
  const output = join(disk.folder, 'readings.jsonl')
  const ballast = join(disk.seenFromOutside, 'ballast')
  writeFileSync(ballast, Buffer.alloc(34 << 20, 1))
  const env = { DATABASE_URL: await postgres.freshDatabase() }
  const args = ['run', '--start', '2026-03-02T00:00:00Z', '--duration', '10d', '--interval', '900', '--quiet']
  const full = await runProgram([...args, '--output', output], { env, through: disk.through, timeoutMs: 120_000 })
  expect(full.exitCode).toBe(1)
  expect(full.stderr).toContain('no space left on the device (ENOSPC)')
  rmSync(ballast)
  await succeed([...args, '--output', output, '--resume'], { env, through: disk.through, timeoutMs: 120_000 })
  const connection = await connectToPostgres(env.DATABASE_URL, PATIENCE)
  await expectDatabaseHolds(connection, join(disk.seenFromOutside, 'readings.jsonl'))
  await connection.close()
  await disk.unmount()
})

describe('a run does not start', () => {
  const batch = (output: string): string[] => {
    const period = ['--start', '2026-03-02T00:00:00Z', '--duration', '1h', '--interval', '900']
    return ['run', ...period, '--output', output, '--quiet']
  }

  it.each([
    ['a database that does not exist', (url: string) => urlWith(url, { database: 'nowhere' }), /database "?nowhere/],
    ['a user that does not exist', (url: string) => urlWith(url, { user: 'stranger' }), /stranger/],
  ])('with %s, and leaves what is there alone', async (_what, change, expected) => {
    const output = join(temporaryFolder(), 'readings.jsonl')
    await succeed([...batch(output), '--sinks', 'none'])
    const before = await succeed(['journal', 'verify', '--output', output])
    const refused = await runProgram([...batch(output), '--fresh'], { env: { DATABASE_URL: change(postgres.url) } })
    expect(refused.exitCode, refused.stderr).toBe(2)
    expect(refused.stderr).toMatch(expected)
    expect(refused.stderr.trim().split('\n')).toHaveLength(1)
    expect((await succeed(['journal', 'verify', '--output', output])).stdout).toBe(before.stdout)
  })
})

it('a younger simulator of the same run takes over, and the older one ends with a word on it', async () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()].map((folder) => join(folder, 'readings.jsonl'))
  const env = { DATABASE_URL: await postgres.freshDatabase() }
  const older = startProgram(['run', ...LIVE, '--output', first], { env })
  await untilUpToDate(older, 'postgres')
  const younger = startProgram(['run', ...LIVE, '--output', second], { env })
  const ended = await older.ended
  expect(ended.exitCode).toBe(1)
  expect(ended.stderr.trimEnd().split('\n').at(-1)).toMatch(/another simulator|taken over/i)
  await untilUpToDate(younger, 'postgres')
  younger.kill('SIGINT')
  expect((await younger.ended).exitCode).toBe(0)
})
