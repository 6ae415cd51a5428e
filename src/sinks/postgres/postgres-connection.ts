/** @module A session with a PostgreSQL server, over pg. */

import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { SqlConnection, SqlRow } from '../sql-connection.ts'

/** How long a connection may take to come about [ms], where the caller's patience is longer. */
const CONNECT_TIMEOUT_MS = 10_000
/** Silence after which the other side is asked whether it is still there [ms]. */
const KEEP_ALIVE_MS = 10_000
/** How long a server may take to say good-bye [ms]. */
const GOODBYE_MS = 1000
/** The server ends this session when it hears nothing of us for about a minute, so that no lock outlives a lost network. */
const KEEP_ALIVE_BY_SERVER =
  'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3'

class PostgresConnection implements SqlConnection {
  readonly #client: Client
  readonly #socket: Socket
  #busy = 0
  /** Why the session ended while nobody waited for an answer: the next statement tells. */
  #lost: Error | null = null

  constructor(client: Client, socket: Socket) {
    this.#client = client
    this.#socket = socket
    client.on('error', (error: Error) => {
      this.#lost ??= error
    })
  }

  query(sql: string, parameters: readonly unknown[] = []): Promise<readonly SqlRow[]> {
    return this.#run(async () => {
      const { rows } = await this.#client.query<SqlRow>(sql, [...parameters])
      return rows
    })
  }

  execute(script: string): Promise<void> {
    return this.#run(async () => {
      await this.#client.query(script)
    })
  }

  copy(table: string, bytes: Uint8Array): Promise<void> {
    return this.copyParts(table, [bytes])
  }

  copyParts(table: string, parts: Iterable<Uint8Array>): Promise<void> {
    return this.#run(async () => {
      const stream = this.#client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT binary)`))
      await pipeline(Readable.from(parts), stream)
    })
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.execute('BEGIN')
    let result: T
    try {
      result = await work()
    } catch (error) {
      await this.execute('ROLLBACK').catch(() => undefined)
      throw error
    }
    await this.execute('COMMIT')
    return result
  }

  /** Says good-bye where nothing is under way; otherwise hangs up. */
  async close(): Promise<void> {
    if (this.#busy > 0 || this.#socket.destroyed) {
      this.#socket.destroy()
      return
    }
    const timer = setTimeout(() => this.#socket.destroy(), GOODBYE_MS)
    try {
      await this.#client.end()
    } finally {
      clearTimeout(timer)
      this.#socket.destroy()
    }
  }

  async #run<T>(statement: () => Promise<T>): Promise<T> {
    if (this.#lost !== null) throw this.#lost
    this.#busy++
    try {
      return await statement()
    } finally {
      this.#busy--
    }
  }
}

/**
 * Connects to a server.
 *
 * @param connectionString - a URL; `sslmode` in it turns TLS on
 * @param signal - gives up when it fires before the session is there
 */
export async function connectToPostgres(connectionString: string, signal: AbortSignal): Promise<SqlConnection> {
  const socket = new Socket()
  const client = new Client({
    connectionString,
    stream: () => socket,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
  // While connecting, what goes wrong is told by the connecting itself.
  client.on('error', () => undefined)
  const giveUp = (): void => {
    socket.destroy(new Error('no answer'))
  }
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await client.connect()
    await client.query(KEEP_ALIVE_BY_SERVER)
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
  return new PostgresConnection(client, socket)
}
