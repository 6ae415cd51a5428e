import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { StoreDatabase } from './store-database.ts'
import { storeFiles } from './store-files.ts'
import { type StoppableEngine, StoreSession } from './store-session.ts'

/** A store of this thread for all tests of a file, since making one takes seconds. */
export class TestStore {
  session: StoreSession
  readonly folder: string

  private constructor(folder: string, session: StoreSession) {
    this.folder = folder
    this.session = session
  }

  static async open(folder: string): Promise<TestStore> {
    return new TestStore(folder, await StoreSession.start(() => openHere(folder)))
  }
}

async function openHere(folder: string): Promise<StoppableEngine> {
  const database = await StoreDatabase.open(storeFiles(folder))
  return {
    query: (sql, parameters) => database.query(sql, parameters),
    texts: (sql) => database.texts(sql),
    execute: (script) => database.execute(script),
    copy: (table, bytes) => database.copy(table, bytes),
    close: () => database.close(),
    stop: () => database.close(),
  }
}

/** Opens a store before the tests of a file and removes it after them. */
export function useTestStore(): () => TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  let store: TestStore | undefined
  beforeAll(async () => {
    store = await TestStore.open(folder)
  }, 60_000)
  afterAll(async () => {
    await store?.session.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (store === undefined) throw new Error('the store is not open yet')
    return store
  }
}

/** PostgreSQL's binary COPY format of rows of one `int4` and one `text`. */
export function copyBytes(rows: readonly (readonly [number, string])[]): Uint8Array<ArrayBuffer> {
  const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
  const body = rows.map(([number, text]) => {
    const value = Buffer.from(text)
    const row = Buffer.alloc(14)
    row.writeInt16BE(2, 0)
    row.writeInt32BE(4, 2)
    row.writeInt32BE(number, 6)
    row.writeInt32BE(value.length, 10)
    return Buffer.concat([row, value])
  })
  return new Uint8Array(Buffer.concat([head, ...body, Buffer.from([255, 255])]))
}
