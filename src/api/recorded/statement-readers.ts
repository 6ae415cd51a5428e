/** @module Readers of the embedded store, which another thread has open, and of database servers. */

import { databaseAddress } from '../../sinks/postgres/database-address.ts'
import { connectToPostgres } from '../../sinks/postgres/postgres-connection.ts'
import { ShellClient } from '../../sinks/store/shell-client.ts'
import { storeFiles } from '../../sinks/store/store-files.ts'
import type { StatementReader } from './record-database.ts'

/** As long as the store takes for a statement at most [ms]. */
const STATEMENT_MS = 5_000
const CONNECT_MS = 5_000

/** The store of a folder, by way of the thread that fills it; its bounds keep questions from holding up the delivery. */
export async function storeReader(folder: string): Promise<StatementReader> {
  const client = await ShellClient.connect(storeFiles(folder).socket)
  if (client === null) throw new Error(`nobody has the store ${folder} open`)
  return {
    async read(sql) {
      const { rows } = await client.read(sql)
      return rows.map(([text]) => text ?? '{}')
    },
    close: async () => client.close(),
  }
}

/** A database server, in a session that only reads. */
export async function serverReader(url: string): Promise<StatementReader> {
  const { connectionString } = databaseAddress(url)
  const connection = await connectToPostgres(connectionString, AbortSignal.timeout(CONNECT_MS))
  await connection.execute(`set statement_timeout = ${STATEMENT_MS}; set default_transaction_read_only = on`)
  return {
    async read(sql) {
      const rows = await connection.query(sql)
      return rows.map((row) => String(Object.values(row)[0]))
    },
    close: () => connection.close(),
  }
}
