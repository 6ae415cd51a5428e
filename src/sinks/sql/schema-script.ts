/** @module All migrations as one script for psql, which leaves behind what the program would have made. */

import { MIGRATION_LOCK } from './migrate.ts'
import type { Migration } from './migrations.ts'

const HEAD = `-- The database of the GridTokenX Smart Meter Simulator, for PostgreSQL 14 or newer, with TimescaleDB or without:
--
--   psql -v ON_ERROR_STOP=1 -d energy -f schema/enhanced_timescaledb_schema.sql
--
-- The program makes all of this itself when it may. This file is for who wants to look or to apply it under another
-- role. It can be applied again: what is there already is skipped. Made of schema/migrations by \`npm run generate\`.

\\set ON_ERROR_STOP on
BEGIN;
SELECT pg_advisory_xact_lock(${MIGRATION_LOCK});
`

/** The text of `schema/enhanced_timescaledb_schema.sql`. */
export function renderSchemaScript(migrations: readonly Migration[]): string {
  return [HEAD, ...migrations.map(step), 'COMMIT;\n'].join('\n')
}

function step({ version, name, script, checksum }: Migration): string {
  const applied =
    version === 1
      ? `SELECT to_regclass('gridtokenx_migrations') IS NULL AS pending \\gset`
      : `SELECT count(*) = 0 AS pending FROM gridtokenx_migrations WHERE version = ${version} \\gset`
  return [
    `-- ${name}`,
    applied,
    '\\if :pending',
    '',
    script,
    `INSERT INTO gridtokenx_migrations (version, name, checksum)`,
    `  VALUES (${version}, '${name}', '${checksum}');`,
    '\\endif',
    '',
  ].join('\n')
}
