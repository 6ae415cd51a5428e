import { describe, expect, it } from 'vitest'
import { RECORD_STREAMS } from '../../journal/record-stream.ts'
import { databaseAddress } from './database-address.ts'
import { databaseSinks } from './database-sinks.ts'

const TIME_SERIES = ['readings', 'trading_opportunities', 'market_slots']
const A = 'postgres://sim:secret@a.example/energy'
const B = 'postgresql://sim:secret@b.example:6432/energy'

const streamsOf = (timescaleUrl: string | null, databaseUrl: string | null) =>
  databaseSinks({ timescaleUrl, databaseUrl }).map(({ name, streams }) => ({ name, streams }))

describe('databaseSinks', () => {
  it('gives everything to the one that is given', () => {
    expect(streamsOf(null, null)).toEqual([])
    expect(streamsOf(A, null)).toEqual([{ name: 'timescale', streams: RECORD_STREAMS }])
    expect(streamsOf(null, A)).toEqual([{ name: 'postgres', streams: RECORD_STREAMS }])
  })

  it('gives everything to one where both lead to the same database', () => {
    const same = 'postgresql://other:word@a.example:5432/energy?sslmode=require'
    expect(streamsOf(A, A)).toEqual([{ name: 'timescale', streams: RECORD_STREAMS }])
    expect(streamsOf(A, same)).toEqual([{ name: 'timescale', streams: RECORD_STREAMS }])
  })

  it('gives what belongs to time to TimescaleDB, and the rest to the other', () => {
    const [timescale, postgres] = streamsOf(A, B)
    expect(timescale).toEqual({ name: 'timescale', streams: TIME_SERIES })
    expect(postgres).toEqual({ name: 'postgres', streams: ['trades', 'settlements', 'renewable_certificates'] })
    expect(streamsOf(A, 'postgres://sim@a.example/another')).toHaveLength(2)
  })
})

describe('databaseAddress', () => {
  it.each([
    [A, 'database energy on a.example:5432 as user sim'],
    [B, 'database energy on b.example:6432 as user sim'],
    ['postgres://db', 'database postgres on db:5432'],
    ['postgres://us%65r:p%40ss@db/', 'database user on db:5432 as user user'],
    ['postgres://sim@[::1]:1234/caf%C3%A9', 'database café on [::1]:1234 as user sim'],
  ])('describes %s without its password', (url, description) => {
    expect(databaseAddress(url).description).toBe(description)
  })

  it('reads sslmode as psql does', () => {
    expect(databaseAddress(A).connectionString).toBe(A)
    expect(databaseAddress(`${A}?sslmode=require`).connectionString).toBe(`${A}?sslmode=require&uselibpqcompat=true`)
  })
})
