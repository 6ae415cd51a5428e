/** @module Inserts records some of which may be there already: the same ones change nothing, others are refused. */

import { SinkError } from '../sink.ts'
import type { SqlConnection, SqlRow } from '../sql-connection.ts'
import { CopyEncoder } from './copy-encoder.ts'
import { type RecordTable, RUN_COLUMN } from './record-tables.ts'
import { quoted } from './sql-columns.ts'

export class StagedRows {
  readonly #table: RecordTable
  readonly #runId: string
  readonly #staging: string
  readonly #encoder: CopyEncoder

  constructor(table: RecordTable, runId: string) {
    this.#table = table
    this.#runId = runId
    this.#staging = `staged_${table.name}`
    this.#encoder = new CopyEncoder(table, runId, this.#staging)
  }

  /**
   * In a transaction.
   *
   * @returns how many of the records were not there before
   * @throws SinkError that a row of the same key says something else
   */
  async insert(connection: SqlConnection, lines: readonly Uint8Array[], destination: string): Promise<number> {
    const table = quoted(this.#table.name)
    const staging = quoted(this.#staging)
    const key = this.#table.key.map(quoted)
    await connection.query(`CREATE TEMPORARY TABLE ${staging} (LIKE ${table} INCLUDING DEFAULTS) ON COMMIT DROP`)
    await connection.copy(this.#encoder.target, this.#encoder.encode(lines))
    const [{ added }] = await connection.query(
      `WITH added AS (INSERT INTO ${table} SELECT * FROM ${staging} ON CONFLICT (${key.join(', ')}) DO NOTHING RETURNING 1)
       SELECT count(*) AS added FROM added`,
    )
    const [different] = await connection.query(
      `SELECT to_jsonb(there) AS there, to_jsonb(wanted) AS wanted
       FROM ${staging} AS wanted JOIN ${table} AS there USING (${key.join(', ')})
       WHERE ROW(wanted.*) IS DISTINCT FROM ROW(there.*) LIMIT 1`,
    )
    if (different !== undefined) throw this.#contradiction(different, destination)
    await connection.query(`DROP TABLE ${staging}`)
    return Number(added)
  }

  #contradiction(row: SqlRow, destination: string): SinkError {
    const there = asRecord(row.there)
    const wanted = asRecord(row.wanted)
    const key = this.#table.key.map((column) => `${column} ${String(there[column])}`).join(', ')
    const which = `${destination}: ${this.#table.name} already has a row of ${key}`
    if (there[RUN_COLUMN] !== wanted[RUN_COLUMN]) {
      return new SinkError(
        'rejected',
        `${which}, written by run ${String(there[RUN_COLUMN])}; this is run ${this.#runId}. Expected meters and times that ` +
          'no other run has: use another database, or delete the rows of the other run.',
      )
    }
    const columns = Object.keys(wanted).filter((column) => there[column] !== wanted[column])
    const differences = columns.map((column) => `${column} = ${String(there[column])}, not ${String(wanted[column])}`)
    return new SinkError(
      'rejected',
      `${which} of this run with other values: ${differences.slice(0, 3).join('; ')}. The rows were changed, or the journal ` +
        'was: delete these rows, and they are written again.',
    )
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
