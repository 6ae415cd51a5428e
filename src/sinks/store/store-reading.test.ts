import { describe, expect, it } from 'vitest'
import { boundedAnswer, SHELL_BOUNDS } from './bounded-answer.ts'
import { readStatement } from './store-reading.ts'
import { useTestStore } from './test-store.fixture.ts'

const store = useTestStore()

async function rowsOf(sql: string): Promise<readonly (readonly (string | null)[])[]> {
  const rows: (readonly (string | null)[])[] = []
  await store().session.exclusive((engine) => readStatement(engine, sql, (portion) => void rows.push(...portion.rows)))
  return rows
}

describe('readStatement', () => {
  it.each([
    ['select 1, null, array[1,2], true', [['1', null, '{1,2}', 't']]],
    ["SELECT timestamptz '2026-03-02 00:00Z'", [['2026-03-02 00:00:00+00']]],
    ['  -- a remark\n /* and another */ (values (1)) union all (values (2)) ;; ', [['1'], ['2']]],
    ['with x as (select 3 as n) select * from x', [['3']]],
    ['show server_encoding', [['UTF8']]],
    ['select 1 where false', []],
  ])('answers %j', async (sql, expected) => {
    expect(await rowsOf(sql)).toEqual(expected)
  })

  it('hands rows over in portions, and all of them', async () => {
    const sizes: number[] = []
    await store().session.exclusive((engine) =>
      readStatement(engine, 'select * from generate_series(1, 1234)', ({ rows }) => void sizes.push(rows.length)),
    )
    expect(sizes).toEqual([500, 500, 234])
  })

  it.each([
    'insert into target values (1)',
    'create table other (n int4)',
    'drop table target',
    'copy target to $$/tmp/stolen$$',
    'set work_mem = 1000',
    'commit',
    'do $$ begin insert into target values (1); end $$',
    'with x as (insert into target values (1) returning n) select * from x',
    'explain analyze insert into target values (1)',
    'select * into other from target',
    'select 1; drop table target',
    "select set_config('transaction_read_only', 'off', true)",
    "select pg_read_file('PG_VERSION')",
    'select lo_create(0)',
    '',
  ])('refuses %j and changes nothing', async (sql) => {
    const { session } = store()
    await session.execute('create table if not exists target (n int4)')
    await expect(rowsOf(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^(25006|25001|42601|42501|0A000)$/),
    })
    expect(await session.query("select relname from pg_class where relname in ('other', 'target')")).toHaveLength(1)
    expect(await session.query('select * from target')).toEqual([])
    expect(await session.query("select current_user as me, current_setting('transaction_read_only') as only")).toEqual([
      { me: 'postgres', only: 'off' },
    ])
  })

  it('tells positions as of the statement', async () => {
    await expect(rowsOf('select 1, nothing_of_that_name')).rejects.toMatchObject({ position: 11 })
  })
})

describe('boundedAnswer', () => {
  it('answers within its bounds and refuses beyond them', async () => {
    const { session } = store()
    const rows = (n: number) => boundedAnswer(session, `select * from generate_series(1, ${n})`)
    expect(await rows(SHELL_BOUNDS.rows)).toMatchObject({
      rows: expect.objectContaining({ length: SHELL_BOUNDS.rows }),
    })
    expect(await rows(SHELL_BOUNDS.rows + 1)).toMatchObject({
      error: { message: 'the answer has more than 10000 rows', code: '54000' },
    })
    expect(await boundedAnswer(session, "select repeat('x', 4000001)")).toMatchObject({
      error: { message: 'the answer is longer than 4000000 characters', code: '54000' },
    })
    expect(await rows(1)).toMatchObject({ rows: [['1']] })
  })
})
