/** @module Brings a database to today's tables, or says why it cannot. */

import { SinkError } from '../sink.ts'
import type { SqlConnection } from '../sql-connection.ts'
import type { Migration } from './migrations.ts'

/** The advisory lock under which tables are made, so that two simulators do not make them at once; any number does. */
export const MIGRATION_LOCK = 4_711_202_601

interface Applied {
  readonly version: number
  readonly name: string
  readonly checksum: string
}

/**
 * Applies what is missing, all of it or nothing; costs a query when nothing is.
 *
 * @param destination - for messages
 * @throws SinkError that the database was made by a newer or another program
 */
export async function migrate(
  connection: SqlConnection,
  migrations: readonly Migration[],
  destination: string,
): Promise<void> {
  if (pendingOf(migrations, await appliedMigrations(connection), destination).length === 0) return
  await connection.transaction(async () => {
    await connection.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`)
    for (const pending of pendingOf(migrations, await appliedMigrations(connection), destination)) {
      await connection.execute(pending.script)
      await connection.query('INSERT INTO gridtokenx_migrations (version, name, checksum) VALUES ($1, $2, $3)', [
        pending.version,
        pending.name,
        pending.checksum,
      ])
    }
  })
}

async function appliedMigrations(connection: SqlConnection): Promise<Applied[]> {
  const [{ known }] = await connection.query(`SELECT to_regclass('gridtokenx_migrations') IS NOT NULL AS known`)
  if (known !== true) return []
  const rows = await connection.query('SELECT version, name, checksum FROM gridtokenx_migrations ORDER BY version')
  return rows.map(({ version, name, checksum }) => ({
    version: Number(version),
    name: String(name),
    checksum: String(checksum),
  }))
}

function pendingOf(
  migrations: readonly Migration[],
  applied: readonly Applied[],
  destination: string,
): readonly Migration[] {
  for (const { version, name, checksum } of applied) {
    const known = migrations.find((candidate) => candidate.version === version)
    if (known === undefined) {
      throw new SinkError(
        'misconfigured',
        `${destination}: migration ${version} (${name}) was applied by a newer version of this program; this one knows ` +
          `${migrations.length}. Use the newer one, or another database.`,
      )
    }
    if (known.checksum !== checksum) {
      throw new SinkError(
        'misconfigured',
        `${destination}: migration ${version} (${name}) was applied with other contents than this program has ` +
          `(SHA-256 ${checksum.slice(0, 12)}…, expected ${known.checksum.slice(0, 12)}…). Use the program that made the ` +
          'tables, or another database.',
      )
    }
  }
  return migrations.filter(({ version }) => !applied.some((done) => done.version === version))
}
