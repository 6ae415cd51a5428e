/** @module What a session asks of the database behind it, in this thread or another. */

import type { SqlRow } from '../sql-connection.ts'

/** A result as the database writes it. */
export interface TextResult {
  readonly columns: readonly TextColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export interface TextColumn {
  readonly name: string
  /** OID of its type. */
  readonly type: number
}

/** Runs what it is given in the order in which it was given it; a refusal is a `StoreQueryError`. */
export interface StoreEngine {
  query(sql: string, parameters: readonly unknown[]): Promise<readonly SqlRow[]>
  /** Runs one statement and leaves its values as text. */
  texts(sql: string): Promise<TextResult>
  /** @returns the command tags, such as `CREATE` or `COMMIT`, in the order of the statements */
  execute(script: string): Promise<readonly string[]>
  copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
}
