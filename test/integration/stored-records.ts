/** @module What a database holds, as the records it was made of. */

import { RECORD_STREAMS, type RecordStream } from '../../src/journal/record-stream.ts'
import { RECORD_TABLES } from '../../src/sinks/sql/record-tables.ts'
import { quoted } from '../../src/sinks/sql/sql-columns.ts'
import type { SqlConnection, SqlRow } from '../../src/sinks/sql-connection.ts'

/** What a row of the table says, as the record it was made of. */
function asRecord(stream: RecordStream, row: SqlRow): SqlRow {
  const { columns } = RECORD_TABLES[stream]
  return Object.fromEntries(
    columns.map(({ name, field, type }) => {
      const value = row[name]
      if (value === null) return [field, null]
      if (value instanceof Date) return [field, value.toISOString().replace('.000Z', 'Z')]
      return [field, type === 'int8' ? Number(value) : value]
    }),
  )
}

/** The records of one stream, in no particular order. */
export async function storedRecords(connection: SqlConnection, stream: RecordStream): Promise<SqlRow[]> {
  const rows = await connection.query(`SELECT * FROM ${quoted(RECORD_TABLES[stream].name)}`)
  return rows.map((row) => asRecord(stream, row))
}

/** Records as sorted texts: equal for equal records in any order. */
export function inOrder(records: readonly SqlRow[]): string[] {
  return records.map((record) => JSON.stringify(record)).sort()
}

/** How many records of each stream there are. */
export async function storedCounts(connection: SqlConnection): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const stream of RECORD_STREAMS) {
    const [row] = await connection.query(`SELECT count(*) AS n FROM ${quoted(RECORD_TABLES[stream].name)}`)
    counts[stream] = Number(row?.n)
  }
  return counts
}
