import { describe, expect, it } from 'vitest'
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

describe('a database that goes away', () => {
  it.each([
    ['the process that has it ended', 'write EPIPE', 'EPIPE'],
    ['the connection broke', 'read ECONNRESET', 'ECONNRESET'],
    ['the server is shut down', 'terminating connection due to administrator command', '57P01'],
    ['the server starts', 'the database system is starting up', '57P03'],
  ])('is not available, and is connected to anew: %s', async (_what, message, code) => {
    const answers = [Promise.reject(Object.assign(new Error(message), { code })), Promise.resolve(['{"n":1}'])]
    let connections = 0
    const gone = new RecordDatabase(async () => {
      connections++
      return { read: async () => answers.shift() ?? [], close: async () => {} }
    })
    await expect(gone.rows('select 1 as n')).rejects.toMatchObject({ status: 503 })
    expect(await gone.rows('select 1 as n')).toEqual([{ n: 1 }])
    expect(connections).toBe(2)
  })
})
