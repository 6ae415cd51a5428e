/** @module What PGlite throws, reduced to what people and callers need: its own messages carry the whole statement along. */

/** A refusal of the database as plain data, to cross threads. */
export interface StoreRefusal {
  readonly message: string
  /** SQLSTATE. */
  readonly code: string
  readonly detail: string | null
  readonly hint: string | null
  /** Where in the statement, counted in characters from 1; null where it does not say. */
  readonly position: number | null
}

/** The database refused a statement; the store goes on. */
export class StoreQueryError extends Error {
  override readonly name = 'StoreQueryError'
  readonly code: string
  readonly detail: string | null
  readonly hint: string | null
  readonly position: number | null

  constructor({ message, code, detail, hint, position }: StoreRefusal) {
    super(message)
    this.code = code
    this.detail = detail
    this.hint = hint
    this.position = position
  }
}

/** The refusal behind something thrown; null when it is a failure of another kind, after which nothing more will work. */
export function refusalOf(error: unknown): StoreRefusal | null {
  if (!(error instanceof Error) || text(error, 'severity') !== 'ERROR') return null
  const code = text(error, 'code')
  if (code === null) return null
  const position = text(error, 'position')
  return {
    message: error.message,
    code,
    detail: text(error, 'detail'),
    hint: text(error, 'hint'),
    position: position === null ? null : Number(position),
  }
}

/** The first line of any failure, cut to a readable length. */
export function failureLine(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.slice(0, 300)
}

function text(error: Error, key: string): string | null {
  const value: unknown = Reflect.get(error, key)
  return typeof value === 'string' ? value : null
}
