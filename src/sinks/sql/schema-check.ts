/** @module Are the tables of a database those the records need? Somebody may have changed them. */

import { SinkError } from '../sink.ts'
import type { SqlConnection } from '../sql-connection.ts'
import { type RecordTable, RUN_COLUMN } from './record-tables.ts'

/** @throws SinkError naming the first column that is missing or has another type */
export async function checkTables(
  connection: SqlConnection,
  tables: readonly RecordTable[],
  destination: string,
): Promise<void> {
  const rows = await connection.query(
    `SELECT c.relname AS table, a.attname AS column, t.typname AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
     WHERE c.oid IN (SELECT to_regclass(quote_ident(name)) FROM unnest($1::text[]) AS name)
       AND a.attnum > 0 AND NOT a.attisdropped`,
    [tables.map(({ name }) => name)],
  )
  const types = new Map(rows.map(({ table, column, type }) => [`${String(table)}.${String(column)}`, String(type)]))
  for (const { name, columns } of tables) {
    for (const column of [...columns, { name: RUN_COLUMN, type: 'text' }]) {
      const type = types.get(`${name}.${column.name}`)
      if (type !== column.type) throw incompatible(destination, `${name}.${column.name}`, type, column.type)
    }
  }
}

function incompatible(destination: string, column: string, type: string | undefined, expected: string): SinkError {
  const is = type === undefined ? 'is missing' : `has the type ${type}`
  return new SinkError(
    'misconfigured',
    `${destination}: column ${column} ${is}: expected ${expected}. The tables were changed after this program made them: ` +
      'change them back, or use another database.',
  )
}
