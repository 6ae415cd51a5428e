import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { StoreDatabase } from './store-database.ts'
import { storeFiles } from './store-files.ts'
import { copyBytes } from './test-store.fixture.ts'

it('counts what is in its tables when as much has come again, so that questions are planned by it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const database = await StoreDatabase.open(storeFiles(folder))
  onTestFinished(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })
  await database.execute('create table copied (n int4, t text)')
  const copy = (rows: number, bytes: number) =>
    database.copy('copied', copyBytes(Array.from({ length: rows }, (_, n) => [n, 'x'.repeat(bytes)] as const)))
  /** -1 until it is known. */
  const known = async (): Promise<unknown> => {
    await database.count()
    const [row] = await database.query(`select reltuples::int4 as n from pg_class where relname = 'copied'`, [])
    return row.n
  }
  await copy(10, 100)
  expect(await known()).toBe(-1)
  await copy(400, 10_000)
  expect(await known()).toBe(410)
  await copy(300, 10_000)
  expect(await known()).toBe(410)
  await copy(200, 10_000)
  expect(await known()).toBe(910)
})
