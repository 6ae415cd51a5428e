import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sqlState } from '../sql-connection.ts'
import { StoreQueryError } from './store-failure.ts'
import { copyBytes, useTestStore } from './test-store.fixture.ts'

const store = useTestStore()

async function count(table: string): Promise<unknown> {
  const [{ n }] = await store().session.query(`select count(*)::int4 as n from ${table}`)
  return n
}

describe('StoreSession', () => {
  it('gives values as the server driver does', async () => {
    const [row] = await store().session.query(
      `select $1::int8 as big, $2::timestamptz as time, $3::text as text, 1.50::numeric as exact, 0.1::float8 as real,
        null::text as nothing, 9007199254740993 as unsafe`,
      ['9007199254740993', new Date(1234), 'มหาวิทยาลัย'],
    )
    expect(row).toEqual({
      big: '9007199254740993',
      time: new Date(1234),
      text: 'มหาวิทยาลัย',
      exact: '1.50',
      real: 0.1,
      nothing: null,
      unsafe: '9007199254740993',
    })
  })

  it('loads rows in the binary format, all or none', async () => {
    const { session } = store()
    await session.execute('create table copied (n int4 primary key, t text)')
    await session.copy(
      'copied (n, t)',
      copyBytes([
        [1, 'ก'],
        [2, ''],
      ]),
    )
    expect(await session.query('select * from copied order by n')).toEqual([
      { n: 1, t: 'ก' },
      { n: 2, t: '' },
    ])
    const twice = session.copy(
      'copied',
      copyBytes([
        [3, 'x'],
        [1, 'y'],
      ]),
    )
    await expect(twice).rejects.toThrow(StoreQueryError)
    await expect(session.copy('copied', new Uint8Array(5))).rejects.toThrow(/COPY file signature/)
    expect(await count('copied')).toBe(2)
  })

  it('tells refusals by message, SQLSTATE and position, and goes on', async () => {
    const refused = await store()
      .session.query('select nothing_of_that_name')
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreQueryError)
    expect(sqlState(refused)).toBe('42703')
    expect(refused).toMatchObject({ message: 'column "nothing_of_that_name" does not exist', position: 8 })
    expect(JSON.stringify(refused).length).toBeLessThan(300)
    expect(await store().session.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('undoes everything of a transaction that fails', async () => {
    const { session } = store()
    await session.execute('create table undone (n int4 primary key)')
    const failing = session.transaction(async () => {
      await session.query('insert into undone values (1)')
      throw new Error('thought better of it')
    })
    await expect(failing).rejects.toThrow('thought better of it')
    const refused = session.transaction(async () => {
      await session.query('insert into undone values (1), (1)')
    })
    await expect(refused).rejects.toThrow(/duplicate key/)
    expect(await count('undone')).toBe(0)
  })

  it('does not call committed what PostgreSQL rolled back', async () => {
    const { session } = store()
    await session.execute('create table swallowed (n int4)')
    const swallowing = session.transaction(async () => {
      await session.query('insert into swallowed values (1)')
      await session.query('select nonsense').catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow('was not committed')
    expect(await count('swallowed')).toBe(0)
  })

  it('refuses a transaction within a transaction, and a statement after its end', async () => {
    const { session } = store()
    await expect(session.transaction(() => session.transaction(async () => undefined))).rejects.toThrow(
      'within a transaction',
    )
    const leaked: Promise<unknown>[] = []
    await session.transaction(async () => {
      const over = new Promise((resolve) => setTimeout(resolve, 20))
      leaked.push(over.then(() => session.query('select 1')))
    })
    await expect(leaked[0]).rejects.toThrow('after the end of its transaction')
  })

  it('keeps others out of a transaction, whatever the order', async () => {
    const { session } = store()
    await session.execute('create table account (id int4 primary key, n int4); insert into account values (1, 0)')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('transaction', 'statement'), { maxLength: 12 }), async (works) => {
        const [{ n: before }] = await session.query('select n from account')
        await Promise.all(
          works.map((work) =>
            work === 'statement'
              ? session.query('update account set n = n + 1')
              : session.transaction(async () => {
                  const [{ n }] = await session.query('select n from account')
                  await new Promise((resolve) => setImmediate(resolve))
                  await session.query('update account set n = $1', [Number(n) + 1])
                }),
          ),
        )
        const [{ n: after }] = await session.query('select n from account')
        expect(after).toBe(Number(before) + works.length)
      }),
      { numRuns: 20 },
    )
  })

  it('opens the database again when it was stopped, with all that was committed', async () => {
    const { session } = store()
    await session.execute('create table kept (n int4); insert into kept values (7)')
    await session.exclusive(() => session.restart())
    expect(await session.query('select n from kept')).toEqual([{ n: 7 }])
  })
})
