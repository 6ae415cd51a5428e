import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Random, STREAM } from '../../src/random/random.ts'
import { temporaryFolder } from '../program/folder.ts'
import { pause } from '../program/program.ts'
import { builtStore, lastSaid, storeProcess } from './store-process.ts'

/**
 * Writes transactions of 100 to 1500 rows, each together with the cursor, and says when one is acknowledged; first it
 * says what it found.
 */
const WRITER = `
  const store = await openStore(folder, { purpose: 'test' })
  await store.execute(\`create table if not exists entries (n int4 primary key, body text);
    create table if not exists cursor (n int4 not null)\`)
  if ((await store.query('select n from cursor')).length === 0) await store.execute('insert into cursor values (0)')
  const [{ n }] = await store.query('select n from cursor')
  const [found] = await store.query(\`select count(*)::int4 as rows, coalesce(max(n), 0) as last,
    count(*) filter (where body <> repeat('x', n % 700))::int4 as wrong from entries\`)
  say('found ' + JSON.stringify({ cursor: n, ...found }))
  let at = n
  for (;;) {
    const rows = 100 + (at * 7919) % 1400
    const head = Buffer.concat([Buffer.from('PGCOPY\\n\\xff\\r\\n\\0', 'latin1'), Buffer.alloc(8)])
    const lines = Array.from({ length: rows }, (_, k) => {
      const body = 'x'.repeat((at + k + 1) % 700)
      const row = Buffer.alloc(14 + body.length)
      row.writeInt16BE(2, 0); row.writeInt32BE(4, 2); row.writeInt32BE(at + k + 1, 6)
      row.writeInt32BE(body.length, 10); row.write(body, 14)
      return row
    })
    const bytes = new Uint8Array(Buffer.concat([head, ...lines, Buffer.from([255, 255])]))
    say('writing ' + (at + rows))
    await store.transaction(async () => {
      await store.copy('entries', bytes)
      await store.query('update cursor set n = $1', [at + rows])
    })
    at += rows
    say('acknowledged ' + at)
  }`

const KILLS = 10
const MAKER_KILLS = 4
const LONGEST_DELAY_MS = 800

describe('kill -9 of a process that writes to the store', () => {
  it(`leaves exactly the acknowledged transactions, ${KILLS} times`, async () => {
    const folder = join(temporaryFolder(), 'store')
    const random = new Random(4)
    let acknowledged = 0
    let begun = 0
    let inMidTransaction = 0
    for (let kill = 0; kill <= KILLS; kill++) {
      const writer = storeProcess(folder, WRITER)
      await writer.until('it has opened the store', () => lastSaid(writer, 'found') !== null, 60_000)
      const found: unknown = JSON.parse(lastSaid(writer, 'found') ?? '')
      // A transaction whose acknowledgement was on its way may be there, as a whole.
      const cursor = [acknowledged, begun].find((each) => JSON.stringify(found).includes(`"cursor":${each},`))
      expect(found).toEqual({ cursor, rows: cursor, last: cursor, wrong: 0 })
      if (kill < KILLS) {
        await writer.until('it has written', () => lastSaid(writer, 'acknowledged') !== null)
        await pause(LONGEST_DELAY_MS * random.uniform(STREAM.strategy, 0, kill))
      }
      writer.kill('SIGKILL')
      expect((await writer.ended).signal).toBe('SIGKILL')
      acknowledged = Number(lastSaid(writer, 'acknowledged') ?? cursor)
      begun = Number(lastSaid(writer, 'writing') ?? cursor)
      if (begun > acknowledged) inMidTransaction++
    }
    process.stdout.write(
      `store: ${KILLS} kills, ${inMidTransaction} of them in the middle of a transaction, ${acknowledged} rows at the end\n`,
    )
    expect(inMidTransaction).toBeGreaterThan(0)
    const wal = readdirSync(join(folder, 'database', 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name))
    expect(wal.length * 4).toBeLessThanOrEqual(80)
  })

  it('leaves nothing half-made while the store is being made', async () => {
    const folder = join(temporaryFolder(), 'store')
    const random = new Random(5)
    let unmade = 0
    const begun = performance.now()
    const { openStore } = await builtStore()
    await (await openStore(folder, { purpose: 'test' })).close()
    const usualMs = performance.now() - begun
    for (let kill = 0; kill < MAKER_KILLS; kill++) {
      rmSync(folder, { recursive: true, force: true })
      const maker = storeProcess(
        folder,
        `await openStore(folder, { purpose: 'test' }); say('found 0'); setInterval(() => {}, 1000)`,
      )
      await maker.until('it has begun', () => existsSync(join(folder, 'store.lock')))
      await pause(1.2 * usualMs * random.uniform(STREAM.strategy, 0, kill))
      maker.kill('SIGKILL')
      await maker.ended
      if (!existsSync(join(folder, 'database'))) unmade++
      const store = await openStore(folder, { purpose: 'test' })
      expect(await store.query('select 1 as one')).toEqual([{ one: 1 }])
      await store.close()
      expect(readdirSync(folder)).toEqual(['database'])
    }
    process.stdout.write(`store: ${MAKER_KILLS} kills while it was made, ${unmade} of them before it was there\n`)
    expect(unmade).toBeGreaterThan(0)
  })
})
