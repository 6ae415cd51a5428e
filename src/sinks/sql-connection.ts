/** @module The seam between the SQL sink and whoever speaks SQL: a PostgreSQL server, or the embedded store. */

/** A row as the driver gives it: timestamps as Date, bigint and numeric as text. */
export type SqlRow = Readonly<Record<string, unknown>>

/** One session; statements run one after the other. */
export interface SqlConnection {
  /** Runs one statement with parameters `$1`, `$2` …. */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly SqlRow[]>
  /** Runs a script of statements without parameters, such as a migration. */
  execute(script: string): Promise<void>
  /**
   * Loads rows in PostgreSQL's binary COPY format.
   *
   * @param table - table and columns, such as `trades ("time", seller_id)`
   * @param bytes - the whole file: signature, rows, trailer
   */
  copy(table: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /**
   * The same of a file that is made piece by piece, where a connection can send one piece while the next is made.
   * A piece stays unchanged.
   */
  copyParts?(table: string, parts: Iterable<Uint8Array>): Promise<void>
  /** Everything `work` does on this connection, at once or not at all. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Codes of the operating system, such as EPIPE, may look like one; no class of them begins with that letter. */
const SQLSTATE = /^(?!E)[0-9A-Z]{5}$/

/** The five-letter code PostgreSQL gives a refusal (SQLSTATE), or null for a failure of another kind. */
export function sqlState(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && SQLSTATE.test(String(error.code))
    ? String(error.code)
    : null
}
