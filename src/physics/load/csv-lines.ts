/** @module Plain CSV text, line by line and field by field. */

/** Walks the lines of a text without making an array of them. */
export class CsvLines {
  readonly #text: string
  #offset: number
  #number = 0

  constructor(text: string) {
    this.#text = text
    // A byte-order mark is what some spreadsheets put before the header.
    this.#offset = text.startsWith('\uFEFF') ? 1 : 0
  }

  /** Number of the line read last, from 1. */
  get number(): number {
    return this.#number
  }

  /** The next line without its end and surrounding blanks; undefined at the end of the text. */
  next(): string | undefined {
    if (this.#offset >= this.#text.length) {
      return undefined
    }
    const found = this.#text.indexOf('\n', this.#offset)
    const end = found === -1 ? this.#text.length : found
    const line = this.#text.slice(this.#offset, end).trim()
    this.#offset = end + 1
    this.#number++
    return line
  }
}

/** A field without surrounding blanks and double quotes. */
export function unquote(field: string): string {
  const text = field.trim()
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text
}
