import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { RECORD_STREAMS } from '../../src/journal/record-stream.ts'
import { postgresSink } from '../../src/sinks/postgres/database-sinks.ts'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import { migrate } from '../../src/sinks/sql/migrate.ts'
import { readMigrations } from '../../src/sinks/sql/migrations.ts'
import { type PostgresServer, runSql, startPostgres, urlWith } from '../services/postgres.ts'
import { advanced, nextBatches, type RecordedRun, recordRun } from './recorded-run.ts'
import { PATIENCE } from './sql-backends.ts'

/** Enough records for some batches. */
const FLAGS = ['--start', '2026-03-02T03:00:00Z', '--duration', '6h', '--interval', '300', '--seed', '7']

let server: PostgresServer
let run: RecordedRun
const open: Sink[] = []
beforeAll(async () => {
  server = await startPostgres()
  run = await recordRun('run-a', FLAGS)
})
afterAll(() => server.dispose())
afterEach(async () => {
  for (const sink of open.splice(0)) await sink.close()
})

function sinkTo(url: string): Sink {
  const sink = postgresSink({ url, streams: RECORD_STREAMS, participants: true })
  open.push(sink)
  return sink
}

const password = (url: string): string => new URL(url).password

/** What opening comes to: one line with the fault and without the password. */
async function expectRefusal(url: string, fault: string, says: RegExp): Promise<void> {
  await expectFailure(sinkTo(url).open(run.manifest, PATIENCE), url, fault, says)
}

async function expectFailure(failing: Promise<unknown>, url: string, fault: string, says: RegExp): Promise<void> {
  const error: unknown = await failing.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  )
  expect(error).toMatchObject({ name: 'SinkError', fault, message: expect.stringMatching(says) })
  const message = error instanceof Error ? error.message : ''
  expect(message).toMatch(/^DATABASE_URL: database \S+ on 127\.0\.0\.1:\d+ as user \S+: /)
  expect(message).not.toContain('\n')
  if (password(url) !== '') expect(message).not.toContain(password(url))
}

describe('a database that refuses', () => {
  it('tells of a wrong password', async () => {
    const url = urlWith(await server.freshDatabase(), { password: 'not-the-password' })
    await expectRefusal(url, 'misconfigured', /password authentication failed.*Expected a user this server lets in/)
  })

  it('tells of a missing password', async () => {
    const url = urlWith(await server.freshDatabase(), { password: '' })
    await expectRefusal(url, 'misconfigured', /Expected a password in the URL|lets in/)
  })

  it('tells of a missing user and of a missing database', async () => {
    await expectRefusal(urlWith(server.url, { user: 'nobody_here' }), 'misconfigured', /authentication failed/)
    await expectRefusal(
      urlWith(server.url, { database: 'not_there' }),
      'misconfigured',
      /"not_there" does not exist.*createdb/,
    )
  })

  it('tells of missing privileges, and needs none to make tables that are there', async () => {
    const url = await server.freshDatabase()
    const role = `plain_${new URL(url).pathname.slice(-6)}`
    await runSql(url, `CREATE ROLE ${role} LOGIN PASSWORD 'pass-phrase'`, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
    const plain = urlWith(url, { user: role, password: 'pass-phrase' })
    await expectRefusal(
      plain,
      'misconfigured',
      /permission denied.*may create tables.*enhanced_timescaledb_schema\.sql/,
    )
    const connection = await connectToPostgres(url, PATIENCE)
    await migrate(connection, readMigrations(), 'the database')
    await connection.close()
    await expectRefusal(plain, 'misconfigured', /permission denied/)
    await runSql(url, `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`)
    const sink = sinkTo(plain)
    await sink.write(nextBatches(run, RECORD_STREAMS, await sink.open(run.manifest, PATIENCE), 100), PATIENCE)
  })

  it('tells of a foreign table by the name of ours', async () => {
    const url = await server.freshDatabase()
    await runSql(url, 'CREATE TABLE trades (id integer)')
    await expectRefusal(url, 'misconfigured', /"trades" already exists.*use another database, or rename the table/)
    expect(await runSql(url, `SELECT count(*) FROM pg_class WHERE relname = 'runs'`)).toEqual([{ count: '0' }])
  })

  it('tells of a table that was changed', async () => {
    const url = await server.freshDatabase()
    await sinkTo(url).open(run.manifest, PATIENCE)
    await runSql(url, 'ALTER TABLE settlements ALTER COLUMN saving TYPE numeric')
    await expectRefusal(url, 'misconfigured', /settlements\.saving has the type numeric: expected float8/)
    await runSql(url, 'ALTER TABLE settlements DROP COLUMN saving')
    await expectRefusal(url, 'misconfigured', /settlements\.saving is missing/)
  })

  it('tells of a server without TLS where TLS is asked for', async () => {
    const url = `${await server.freshDatabase()}?sslmode=require`
    await expectRefusal(url, 'misconfigured', /does not support SSL.*sslmode=disable/)
  })

  it('tells of a value no column takes', async () => {
    const url = await server.freshDatabase()
    const sink = sinkTo(url)
    const [batch] = nextBatches(run, ['trades'], await sink.open(run.manifest, PATIENCE), 3)
    const lines = batch.records.map((record) => Buffer.from(JSON.stringify({ ...record, level: 'zero\0byte' })))
    await expectFailure(sink.write([{ ...batch, lines }], PATIENCE), url, 'rejected', /invalid byte sequence/)
  })
})

describe('a database that is not there', () => {
  const listening: Server[] = []
  const sockets = new Set<Socket>()
  afterEach(() => {
    for (const socket of sockets) socket.destroy()
    for (const listener of listening.splice(0)) listener.close()
  })

  async function listen(answer: (socket: Socket) => void): Promise<string> {
    const listener = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      answer(socket)
    })
    listening.push(listener)
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
    const address = listener.address()
    return `postgres://sim:secret@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/energy`
  }

  it('is unavailable where nobody listens', async () => {
    const url = await listen(() => undefined)
    await new Promise((done) => listening.splice(0)[0].close(done))
    await expectRefusal(url, 'unavailable', /ECONNREFUSED.*start it, or correct host and port/)
  })

  it('is unavailable where the connection is closed at once', async () => {
    await expectRefusal(await listen((socket) => socket.destroy()), 'unavailable', /Connection terminated|ECONNRESET/)
  })

  it('is unavailable where something else listens', async () => {
    const url = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await expectRefusal(url, 'unavailable', /Expected a PostgreSQL server that answers/)
  })

  it('is unavailable where a connection is accepted and nothing is ever answered', async () => {
    const url = await listen(() => undefined)
    const giveUp = new AbortController()
    const opening = sinkTo(url).open(run.manifest, giveUp.signal)
    const accepted = new Promise<void>((done) => listening[0].once('connection', () => done()))
    await accepted
    giveUp.abort()
    await expectFailure(opening, url, 'unavailable', /does not answer/)
    const [socket] = sockets
    await new Promise<void>((done) => (socket.destroyed ? done() : socket.resume().once('close', () => done())))
  })
})

describe('a database that fails while records are written', () => {
  it.runIf(process.env.DATABASE_URL_TEST === undefined)('goes on after a frozen server, each record once', async () => {
    const url = await server.freshDatabase()
    const sink = sinkTo(url)
    const cursors = await sink.open(run.manifest, PATIENCE)
    const giveUp = new AbortController()
    server.freeze()
    try {
      const writing = sink.write(nextBatches(run, RECORD_STREAMS, cursors, 500), giveUp.signal)
      setImmediate(() => giveUp.abort())
      await expectFailure(writing, url, 'unavailable', /does not take records/)
    } finally {
      server.resume()
    }
    await expectAllAfter(url, sink)
  })

  it.runIf(process.env.DATABASE_URL_TEST === undefined)(
    'goes on after a server that was killed or stopped',
    async () => {
      const url = await server.freshDatabase()
      const sink = sinkTo(url)
      for (const end of ['kill', 'stop'] as const) {
        const cursors = await sink.open(run.manifest, PATIENCE)
        const batches = nextBatches(run, RECORD_STREAMS, cursors, 300)
        await sink.write(batches, PATIENCE)
        const next = sink.write(nextBatches(run, RECORD_STREAMS, advanced(cursors, batches), 300), PATIENCE)
        const failure = next.then(
          () => null,
          (error: unknown) => error,
        )
        await server[end]()
        // It may have been committed before the end came; if not, it was the server that went.
        const error = await failure
        if (error !== null) expect(error).toMatchObject({ fault: 'unavailable' })
        await expectFailure(sinkTo(url).open(run.manifest, PATIENCE), url, 'unavailable', /ECONNREFUSED/)
        await server.start()
      }
      await expectAllAfter(url, sink)
    },
  )

  it('goes on after every session was ended by an administrator', async () => {
    const url = await server.freshDatabase()
    const sink = sinkTo(url)
    const cursors = await sink.open(run.manifest, PATIENCE)
    await runSql(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    const writing = sink.write(nextBatches(run, RECORD_STREAMS, cursors, 500), PATIENCE)
    await expectFailure(writing, url, 'unavailable', /terminating connection due to administrator command/)
    await expectAllAfter(url, sink)
  })

  it('takes over from a simulator that stopped in the middle of a transaction', async () => {
    const url = await server.freshDatabase()
    await sinkTo(url).open(run.manifest, PATIENCE)
    const frozen = await connectToPostgres(url, PATIENCE)
    await frozen.query(`SELECT set_config('application_name', $1, false)`, ['gridtokenx postgres run-a'])
    await frozen.execute('BEGIN')
    await frozen.query(`SELECT FROM runs WHERE run_id = 'run-a' FOR SHARE`)
    await expectAllAfter(url, sinkTo(url))
    await expect(frozen.execute('COMMIT')).rejects.toThrow(/terminat/)
    await frozen.close()
  })
})

/** Opens again, delivers the rest, and counts. */
async function expectAllAfter(url: string, sink: Sink): Promise<void> {
  let cursors = await sink.open(run.manifest, PATIENCE)
  for (;;) {
    const batches = nextBatches(run, RECORD_STREAMS, cursors, 500)
    if (batches.length === 0) break
    await sink.write(batches, PATIENCE)
    cursors = advanced(cursors, batches)
  }
  const [counts] = await runSql(
    url,
    `SELECT (SELECT count(*) FROM energy_readings_enhanced) AS readings, (SELECT count(*) FROM trades) AS trades,
       (SELECT count(*) FROM settlements) AS settlements, (SELECT count(*) FROM market_slots) AS market_slots,
       (SELECT count(*) FROM renewable_certificates) AS renewable_certificates,
       (SELECT count(*) FROM trading_opportunities) AS trading_opportunities`,
  )
  const expected = Object.fromEntries(RECORD_STREAMS.map((stream) => [stream, String(run.records[stream].length)]))
  expect(counts).toEqual(expected)
}
