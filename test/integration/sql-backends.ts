/** @module The kinds of databases that one suite runs against. */

import { join } from 'node:path'
import { RECORD_STREAMS } from '../../src/journal/record-stream.ts'
import { connectToPostgres } from '../../src/sinks/postgres/postgres-connection.ts'
import { SqlSink } from '../../src/sinks/sql/sql-sink.ts'
import type { SqlConnection } from '../../src/sinks/sql-connection.ts'
import { temporaryFolder } from '../program/folder.ts'
import { startPostgres } from '../services/postgres.ts'
import { startTimescale } from '../services/timescale.ts'
import { builtStore } from './store-process.ts'

export interface SqlDatabase {
  connect(signal: AbortSignal): Promise<SqlConnection>
  /** What the server does from time to time by itself: policies. */
  backgroundWork(): Promise<void>
  dispose(): Promise<void>
}

export interface SqlBackend {
  readonly name: string
  start(): Promise<RunningBackend>
}

export interface RunningBackend {
  /** Without any tables. */
  freshDatabase(): Promise<SqlDatabase>
  dispose(): Promise<void>
}

const nothing = (): Promise<void> => Promise.resolve()

export const SQL_BACKENDS: readonly SqlBackend[] = [
  {
    name: 'PostgreSQL',
    async start() {
      const server = await startPostgres()
      return {
        async freshDatabase() {
          const url = await server.freshDatabase()
          return {
            connect: (signal) => connectToPostgres(url, signal),
            backgroundWork: nothing,
            dispose: nothing,
          }
        },
        dispose: () => server.dispose(),
      }
    },
  },
  {
    name: 'TimescaleDB',
    async start() {
      const server = await startTimescale()
      return {
        async freshDatabase() {
          await server.enterFreshSchema()
          return {
            connect: () => Promise.resolve(server.connect()),
            backgroundWork: () => server.runPolicies(),
            dispose: nothing,
          }
        },
        dispose: () => server.dispose(),
      }
    },
  },
  {
    name: 'the embedded store',
    async start() {
      const { openStore } = await builtStore()
      const open: SqlConnection[] = []
      return {
        async freshDatabase() {
          const store = await openStore(join(temporaryFolder(), 'store'), { purpose: 'test' })
          open.push(store)
          return { connect: () => Promise.resolve(shared(store)), backgroundWork: nothing, dispose: nothing }
        },
        async dispose() {
          for (const store of open) await store.close()
        },
      }
    },
  },
]

/** One of several who use a store; it has one session, and stays open when they leave. */
function shared(store: SqlConnection): SqlConnection {
  return {
    query: (sql, parameters) => store.query(sql, parameters),
    execute: (script) => store.execute(script),
    copy: (table, bytes) => store.copy(table, bytes),
    transaction: (work) => store.transaction(work),
    close: nothing,
  }
}

/** A sink that takes everything. */
export function sinkInto(database: SqlDatabase): SqlSink {
  return new SqlSink({
    name: 'postgres',
    description: 'the test database',
    streams: RECORD_STREAMS,
    participants: true,
    connect: (signal) => database.connect(signal),
  })
}

/** Never fires. */
export const PATIENCE = new AbortController().signal
