/** @module Writes the records of one stream into its table, by the fast way as long as that works. */

import type { SqlConnection } from '../sql-connection.ts'
import { CopyEncoder } from './copy-encoder.ts'
import type { RecordTable } from './record-tables.ts'
import { StagedRows } from './staged-rows.ts'

/** Lines sent at once: some hundred kilobytes. */
const PART_LINES = 500
/** Lines of a file, where only whole files can be sent. */
const FILE_LINES = 5000

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

  /** From now on rows may be there already, until some lines were all new. */
  expectRows(): void {
    this.#expectsRows = true
  }

  /** In a transaction. */
  async write(connection: SqlConnection, lines: readonly Uint8Array[]): Promise<void> {
    if (this.#expectsRows) {
      const added = await this.#staged.insert(connection, lines, this.#destination)
      this.#expectsRows = added < lines.length
      return
    }
    if (connection.copyParts === undefined) await this.#copyFiles(connection, lines)
    else await connection.copyParts(this.#encoder.target, this.#encoder.encodeParts(lines, PART_LINES))
  }

  /** While the database takes one file, the next is made. */
  async #copyFiles(connection: SqlConnection, lines: readonly Uint8Array[]): Promise<void> {
    let taken: Promise<void> = Promise.resolve()
    try {
      for (let begin = 0; begin < lines.length; begin += FILE_LINES) {
        const bytes = this.#encoder.encode(lines, begin, Math.min(begin + FILE_LINES, lines.length))
        await taken
        taken = connection.copy(this.#encoder.target, bytes)
      }
    } finally {
      // Also when a line could not be encoded: one statement at a time, and no failure left alone.
      await taken
    }
  }
}
