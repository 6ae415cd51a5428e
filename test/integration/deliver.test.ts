import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { CAMPUS_METERS } from '../program/campus.ts'
import { temporaryFolder } from '../program/folder.ts'
import { runProgram, startProgram, succeed } from '../program/program.ts'
import { type PostgresServer, startPostgres } from '../services/postgres.ts'
import { SUMMARY_NAMES } from './expected-summaries.ts'
import { builtStore } from './store-process.ts'
import { inOrder, storedCounts, storedRecords } from './stored-records.ts'
import { expectDatabaseHolds } from './whole-run.ts'

const PATIENCE = new AbortController().signal
const MONTH = ['--start', '2026-03-01T00:00:00+07:00', '--duration', '31d', '--interval', '900', '--quiet']

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.dispose())

/** Everything a database says of a run. */
async function contentOf(url: string): Promise<Record<string, string[]>> {
  const connection = await connectToPostgres(url, PATIENCE)
  const content: Record<string, string[]> = {}
  for (const name of SUMMARY_NAMES) content[name] = inOrder(await connection.query(`SELECT * FROM ${name}`))
  content.readings = inOrder(await storedRecords(connection, 'readings'))
  content.trades = inOrder(await storedRecords(connection, 'trades'))
  await connection.close()
  return content
}

it('a live run without a database fills the embedded store, which can be asked meanwhile', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'readings.jsonl')
  const live = ['run', '--start', '2026-03-02T03:00:00Z', '--interval', '15', '--speed', '150', '--no-server']
  const run = startProgram([...live, '--output', output])
  const count = ['store', 'shell', '--output', output, '--format', 'csv', '-c']
  const ask = async (sql: string): Promise<string> => (await runProgram([...count, sql])).stdout.split('\n')[1] ?? ''
  let stored = 0
  for (const until = performance.now() + 60_000; stored < 1000 && performance.now() < until; ) {
    stored = Number(await ask('SELECT count(*) FROM energy_readings_enhanced'))
  }
  expect(stored).toBeGreaterThanOrEqual(1000)
  expect(run.hasEnded).toBe(false)
  run.kill('SIGINT')
  const ended = await run.ended
  expect(ended.exitCode, ended.stderr).toBe(0)
  expect(ended.stderr).toContain('"sinks":{"store":{"state":"caught up"')
  const store = await (await builtStore()).openStore(join(folder, 'store'), { purpose: 'test' })
  await expectDatabaseHolds(store, output)
  await store.close()
})

describe('deliver', () => {
  it('fills an empty database from a month of files as a run would have filled it', async () => {
    const output = join(temporaryFolder(), 'month.jsonl')
    const [live, later] = [await postgres.freshDatabase(), await postgres.freshDatabase()]
    await succeed(['run', ...MONTH, '--output', output], { env: { DATABASE_URL: live }, timeoutMs: 240_000 })
    const delivered = await succeed(['deliver', '--output', output], {
      env: { DATABASE_URL: later },
      timeoutMs: 240_000,
    })
    expect(delivered.stdout).toMatch(/^postgres: [\d,]+ records delivered, [\d,]+ in all\n$/)
    expect(delivered.stderr).toMatch(/^delivering: [\d.]+ MB left/)
    const connection = await connectToPostgres(later, PATIENCE)
    await expectDatabaseHolds(connection, output)
    await connection.close()
    expect(await contentOf(later)).toEqual(await contentOf(live))

    const again = await succeed(['deliver', '--output', output], { env: { DATABASE_URL: later } })
    expect(again.stdout).toMatch(/^postgres: 0 records delivered, [\d,]+ in all\n$/)
  })

  it('fills the embedded store where nothing is configured', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'day.jsonl')
    const day = ['--start', '2026-03-02T00:00:00Z', '--duration', '1d', '--interval', '900', '--quiet']
    await succeed(['run', ...day, '--output', output])
    await succeed(['deliver', '--output', output])
    const store = await (await builtStore()).openStore(join(folder, 'store'), { purpose: 'test' })
    await expectDatabaseHolds(store, output)
    await store.close()
  })

  it('follows a simulator that writes files only, until it is stopped', async () => {
    const output = join(temporaryFolder(), 'live.jsonl')
    const url = await postgres.freshDatabase()
    const live = [
      'run',
      '--start',
      '2026-03-02T00:00:00Z',
      '--interval',
      '15',
      '--speed',
      '300',
      '--no-server',
      '--sinks',
      'none',
    ]
    const run = startProgram([...live, '--output', output])
    await run.until('the first ticks', () => run.stderr.split('\n').length > 5)
    const follower = startProgram(['deliver', '--follow', '--quiet', '--output', output], {
      env: { DATABASE_URL: url },
    })
    const connection = await connectToPostgres(url, PATIENCE)
    let stored = 0
    for (const until = performance.now() + 60_000; stored < 5000 && performance.now() < until; ) {
      stored = await storedCounts(connection).then(
        ({ readings }) => readings,
        () => 0,
      )
    }
    expect(stored).toBeGreaterThanOrEqual(5000)
    run.kill('SIGINT')
    expect((await run.ended).exitCode).toBe(0)
    follower.kill('SIGINT')
    const ended = await follower.ended
    expect(ended.exitCode, ended.stderr).toBe(0)
    await expectDatabaseHolds(connection, output)
    await connection.close()
  })

  it('stops before damage in the middle, and goes on with the rest once that is taken out', async () => {
    const output = join(temporaryFolder(), 'day.jsonl')
    const day = ['--start', '2026-03-02T00:00:00Z', '--duration', '1d', '--interval', '900', '--quiet']
    await succeed(['run', ...day, '--output', output])
    const bytes = readFileSync(output)
    const place = bytes.indexOf('\n', 1_000_000) + 1
    bytes.fill(0, place, place + 100)
    writeFileSync(output, bytes)
    const env = { DATABASE_URL: await postgres.freshDatabase() }

    const stopped = await runProgram(['deliver', '--output', output], { env })
    expect(stopped.exitCode).toBe(1)
    expect(stopped.stderr).toContain(`${output}, byte ${place}: this is not a record`)
    const verified = await runProgram(['journal', 'verify', '--output', output])
    expect(verified.exitCode).toBe(1)
    expect(verified.stdout).toContain(`byte ${place}: this is no record`)
    await succeed(['journal', 'repair', '--keep-good', '--output', output])
    await succeed(['deliver', '--output', output, '--quiet'], { env })
    const connection = await connectToPostgres(env.DATABASE_URL, PATIENCE)
    expect((await storedCounts(connection)).readings).toBe(96 * CAMPUS_METERS - 1)
    await connection.close()
  })

  it('says what is missing when there is nothing to deliver, or nowhere to', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'day.jsonl')
    const missing = await runProgram(['deliver', '--output', output])
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' })
    expect(missing.stderr).toMatch(
      /^command line: --output = .*day\.jsonl: expected a recorded run, with its \.run\.json/,
    )
    const day = ['--start', '2026-03-02T00:00:00Z', '--duration', '1h', '--interval', '900', '--quiet']
    await succeed(['run', ...day, '--output', output])
    const nowhere = await runProgram(['deliver', '--output', output, '--sinks', 'none'])
    expect(nowhere).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('expected a destination') })
    const dead = { DATABASE_URL: 'postgres://u@127.0.0.1:9/x', DELIVERY_PATIENCE: '1' }
    const unreachable = await runProgram(['deliver', '--output', output], { env: dead })
    expect(unreachable.exitCode).toBe(1)
    expect(unreachable.stderr).toContain('postgres lacks')
    rmSync(folder, { recursive: true })
  })
})
