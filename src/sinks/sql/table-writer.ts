/** @module Writes the records of one stream into its table, by the fast way as long as that works. */

import type { JournalRecord } from '../sink.ts'
import type { SqlConnection } from '../sql-connection.ts'
import { CopyEncoder } from './copy-encoder.ts'
import type { RecordTable } from './record-tables.ts'
import { StagedRows } from './staged-rows.ts'

/** Records encoded at once: while the server takes them, the next ones are encoded. */
const CHUNK_RECORDS = 2000

export class TableWriter {
  readonly #encoder: CopyEncoder
  readonly #staged: StagedRows
  readonly #destination: string
  #expectsRows = false

  /** @param destination - for messages */
  constructor(table: RecordTable, runId: string, destination: string) {
    this.#encoder = new CopyEncoder(table, runId)
    this.#staged = new StagedRows(table, runId)
    this.#destination = destination
  }

  /** From now on rows may be there already, until some records were all new. */
  expectRows(): void {
    this.#expectsRows = true
  }

  /** In a transaction. */
  async write(connection: SqlConnection, records: readonly JournalRecord[]): Promise<void> {
    if (this.#expectsRows) {
      const added = await this.#staged.insert(connection, records, this.#destination)
      this.#expectsRows = added < records.length
      return
    }
    let taken: Promise<void> = Promise.resolve()
    try {
      for (let begin = 0; begin < records.length; begin += CHUNK_RECORDS) {
        const bytes = this.#encoder.encode(records, begin, Math.min(begin + CHUNK_RECORDS, records.length))
        await taken
        taken = connection.copy(this.#encoder.target, bytes)
      }
    } finally {
      // Also when a record could not be encoded: one statement at a time, and no failure left alone.
      await taken
    }
  }
}
