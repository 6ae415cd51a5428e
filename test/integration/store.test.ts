import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { FACTS } from '../../src/api/api.fixture.ts'
import { SqlSink } from '../../src/sinks/sql/sql-sink.ts'
import { temporaryFolder } from '../program/folder.ts'
import { builtStore, lastSaid, storeProcess } from './store-process.ts'

const HOLD = `await openStore(folder, { purpose: 'a test' }); say('open yes'); setInterval(() => {}, 1000)`

let folder: string
beforeEach(() => {
  folder = join(temporaryFolder(), 'store')
})

/** What opening the store is refused with. */
async function refusal(): Promise<unknown> {
  const { openStore } = await builtStore()
  return openStore(folder, { purpose: 'test' }).then(
    () => null,
    (error: unknown) => error,
  )
}

async function fill(): Promise<void> {
  const { openStore } = await builtStore()
  const store = await openStore(folder, { purpose: 'test' })
  await store.execute('create table kept (n int4); insert into kept select generate_series(1, 20000)')
  await store.close()
}

describe('the lock', () => {
  it('lets one process in, names it to the next, and goes with it', async () => {
    const holder = storeProcess(folder, HOLD)
    await holder.until('it has the store open', () => lastSaid(holder, 'open') !== null)
    const refused = await refusal()
    expect(refused).toMatchObject({ name: 'SinkError', fault: 'misconfigured' })
    expect(String(refused)).toMatch(
      new RegExp(
        `The store .*/store has been open in process ${holder.pid} \\(a test\\) since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC: stop that first, or give another folder with --store\\.$`,
      ),
    )
    holder.kill('SIGKILL')
    await holder.ended
    expect(await refusal()).toBeNull()
  })

  it('is released by closing', async () => {
    const { openStore } = await builtStore()
    const first = await openStore(folder, { purpose: 'test' })
    expect(String(await refusal())).toContain(`process ${process.pid} (test)`)
    await first.close()
    const second = await openStore(folder, { purpose: 'test' })
    await second.close()
    expect(readdirSync(folder)).toEqual(['database'])
  })

  it('waits for a destination that was given up while the store opened, instead of taking it for another process', async () => {
    const { openStore } = await builtStore()
    const sink = new SqlSink({
      name: 'store',
      description: 'the store',
      streams: ['trades'],
      participants: false,
      connect: () => openStore(folder, { purpose: 'test' }),
    })
    await expect(sink.open(FACTS.run, AbortSignal.timeout(1))).rejects.toThrow('the store: does not answer')
    const cursors = await sink.open(FACTS.run, AbortSignal.timeout(60_000))
    expect(cursors.get('trades')).toBeUndefined()
    // Nor is one in the way that is just being closed.
    void sink.close()
    await sink.open(FACTS.run, AbortSignal.timeout(60_000))
    await sink.close()
    expect(readdirSync(folder)).toEqual(['database'])
  })

  it('lets one of two processes in that start at once', async () => {
    const tell = `try { await openStore(folder, { purpose: 'x' }); say('got yes') } catch (error) { say('got ' + error.message) }
      setInterval(() => {}, 1000)`
    const both = [storeProcess(folder, tell), storeProcess(folder, tell)]
    for (const each of both) await each.until('it has tried', () => lastSaid(each, 'got') !== null, 60_000)
    const said = both.map((each) => lastSaid(each, 'got') ?? '')
    expect(said.filter((line) => line === 'yes')).toHaveLength(1)
    expect(said.filter((line) => line.includes('has been open in process'))).toHaveLength(1)
    for (const each of both) each.kill('SIGKILL')
  })
})

describe('the store', () => {
  it('can be used from within a worker thread', async () => {
    const thread = storeProcess(
      folder,
      `import { Worker } from 'node:worker_threads'
       const program = \`
         import { parentPort, workerData } from 'node:worker_threads'
         import(workerData.module).then(async ({ openStore }) => {
           const store = await openStore(workerData.folder, { purpose: 'thread' })
           await store.execute('create table t (n int4); insert into t values (1), (2)')
           const rows = await store.query('select sum(n)::int4 as sum from t')
           await store.close()
           parentPort.postMessage(rows)
         })\`
       const worker = new Worker(program, { eval: true, workerData: { folder, module: args[0] } })
       worker.on('message', (rows) => say('rows ' + JSON.stringify(rows)))`,
      [new URL('../../dist/sinks/store/open-store.js', import.meta.url).href],
    )
    expect(await thread.ended).toMatchObject({ exitCode: 0, stdout: 'rows [{"sum":3}]\n', stderr: '' })
  })

  it('is made without a template, too', async () => {
    const { openStore } = await builtStore()
    const template = new URL('../../dist/sinks/store/store-template.tar.gz', import.meta.url)
    const bytes = readFileSync(template)
    try {
      rmSync(template)
      const store = await openStore(folder, { purpose: 'test' })
      expect(await store.query('show wal_segment_size')).toEqual([{ wal_segment_size: '4MB' }])
      await store.close()
    } finally {
      writeFileSync(template, bytes)
    }
  })

  it('refuses a folder that is none', async () => {
    writeFileSync(folder, 'a file')
    const refused = await refusal()
    expect(refused).toMatchObject({ name: 'SinkError', fault: 'misconfigured' })
    expect(String(refused)).toMatch(/store cannot be used: EEXIST.*give another folder with --store\.$/)
  })
})

describe('a damaged store', () => {
  const REMEDY = /It can be filled again from the journal: delete the folder .*\/store and run `deliver`\.$/

  it.each([
    [
      'without its control file',
      /could not open file "global\/pg_control"/,
      () => rmSync(join(folder, 'database/global/pg_control')),
    ],
    [
      'without its log',
      /required WAL directory "pg_wal" does not exist/,
      () => rmSync(join(folder, 'database/pg_wal'), { recursive: true }),
    ],
    [
      'of another version',
      /initialized by PostgreSQL version 17/,
      () => writeFileSync(join(folder, 'database/PG_VERSION'), '17\n'),
    ],
    ['that lost its begin', /holds no database/, () => rmSync(join(folder, 'database/PG_VERSION'))],
  ])('%s is refused with what to do', async (_name, reason, damage) => {
    await fill()
    damage()
    const refused = await refusal()
    expect(refused).toMatchObject({ name: 'SinkError', fault: 'misconfigured' })
    expect(String(refused)).toMatch(reason)
    expect(String(refused)).toMatch(REMEDY)
    expect(String(refused).length).toBeLessThan(500)
    expect(existsSync(join(folder, 'store.lock'))).toBe(false)
  })

  it('tells of a damaged page when it meets one', async () => {
    await fill()
    const { openStore } = await builtStore()
    const base = join(folder, 'database', 'base', '5')
    const largest = readdirSync(base)
      .filter((name) => /^\d{5}$/.test(name))
      .map((name) => join(base, name))
      .toSorted((a, b) => statSync(b).size - statSync(a).size)[0]
    const page = Buffer.from(readFileSync(largest))
    page.fill(0xff, 3 * 8192 + 200, 3 * 8192 + 400)
    truncateSync(largest, 0)
    writeFileSync(largest, page)
    const store = await openStore(folder, { purpose: 'test' })
    await expect(store.query('select sum(n) from kept')).rejects.toThrow(REMEDY)
    await store.close()
  })
})
