import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ShellClient } from '../../sinks/store/shell-client.ts'
import { startShellServer } from '../../sinks/store/shell-server.ts'
import { StoreSession } from '../../sinks/store/store-session.ts'
import { useTestStore } from '../../sinks/store/test-store.fixture.ts'
import { RecordDatabase } from './record-database.ts'

const store = useTestStore()
const database = new RecordDatabase(async () => ({
  read: async (sql) => (await store().session.query(sql)).map((row) => String(Object.values(row)[0])),
  close: async () => {},
}))

describe('rows as JSON', () => {
  it.each([0.000012, -0.0000001, 1e15, 1e21, 123456.789, 0, -1.5, 5e-324])(
    'have the number %d as JavaScript writes it',
    async (n) => {
      expect(await database.texts(`select '${n}'::float8 as n`)).toEqual([JSON.stringify({ n })])
    },
  )

  it.each(['a\nb', 'quote " and \\', 'lab 2e-05', 'ห้อง', '\u0001\t'])(
    'have the text %j as JavaScript writes it',
    async (t) => {
      const escaped = JSON.stringify(t).slice(1, -1).replaceAll('\\', '\\\\').replaceAll("'", "\\'")
      const query = `select (E'"${escaped}"'::json #>> '{}') as t, 0.00001::float8 as n`
      expect(await database.texts(query)).toEqual([JSON.stringify({ t, n: 0.00001 })])
    },
  )

  it('come in their order, and none where there is none', async () => {
    const rows = 'select n, null as nothing from generate_series(3, 1, -1) n limit 2'
    expect(await database.texts(rows)).toEqual(['{"n":3,"nothing":null}', '{"n":2,"nothing":null}'])
    expect(await database.texts('select 1 as n where false')).toEqual([])
    expect(await database.rows(rows)).toEqual([
      { n: 3, nothing: null },
      { n: 2, nothing: null },
    ])
  })
})

describe('a database that is being shut down', () => {
  it('is not available, which is no fault of anybody', async () => {
    const { session } = store()
    const engine = await session.exclusive(async (open) => open)
    const closing = await StoreSession.start(async () => ({ ...engine, close: async () => {} }))
    await closing.close()
    const path = join(mkdtempSync(join(tmpdir(), 'shell-')), 'shell.sock')
    const server = await startShellServer(path, closing)
    onTestFinished(() => server.close())
    const client = await ShellClient.connect(path)
    const closed = new RecordDatabase(async () => ({
      read: async (sql) => [String(await client?.read(sql))],
      close: async () => client?.close(),
    }))
    await expect(closed.rows('select 1 as n')).rejects.toMatchObject({ status: 503 })
  })
})
