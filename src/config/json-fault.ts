/** @module Where a text stops being JSON, by line and column, and what should have stood there. */

/** The first fault of a malformed JSON text. */
export interface JsonFault {
  /** Line and column from 1; columns count UTF-16 units, as editors do. */
  readonly line: number
  readonly column: number
  /** What stands there. */
  readonly found: string
  /** What JSON accepts there, as a noun phrase. */
  readonly expected: string
}

/** Deeper than any sensible document; keeps a hostile one from exhausting the stack. */
const MAX_DEPTH = 200

const SPACE = /[ \t\n\r]*/y
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const FIRST_PRINTABLE = ' '

/** Walks a text by the grammar of RFC 8259 and stops at the first fault. */
class JsonScanner {
  offset = 0
  expected = ''
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Each step returns whether the text still is JSON; on false, `offset` and `expected` tell why. */
  document(): boolean {
    return this.#value(0) && (this.offset === this.#text.length || this.#fail('the end of the file'))
  }

  #value(depth: number): boolean {
    this.#skip(SPACE)
    if (depth > MAX_DEPTH) return this.#fail(`at most ${MAX_DEPTH} levels of nesting`)
    const next = this.#text[this.offset]
    let ok: boolean
    if (next === '{') ok = this.#list('}', 'a key in double quotes', () => this.#member(depth))
    else if (next === '[') ok = this.#list(']', 'a value', () => this.#value(depth + 1))
    else if (next === '"') ok = this.#string()
    else ok = this.#skip(SCALAR) || this.#fail('a value')
    if (ok) this.#skip(SPACE)
    return ok
  }

  #list(close: string, item: string, readItem: () => boolean): boolean {
    this.offset++
    this.#skip(SPACE)
    if (this.#take(close)) return true
    for (;;) {
      this.#skip(SPACE)
      if (this.#text[this.offset] === close) return this.#fail(`${item} after the comma`)
      if (!readItem()) return false
      if (this.#take(close)) return true
      if (!this.#take(',')) return this.#fail(`',' or '${close}'`)
    }
  }

  #member(depth: number): boolean {
    if (this.#text[this.offset] !== '"') return this.#fail('a key in double quotes')
    if (!this.#string()) return false
    this.#skip(SPACE)
    return this.#take(':') ? this.#value(depth + 1) : this.#fail("':'")
  }

  #string(): boolean {
    this.offset++
    for (;;) {
      const next = this.#text[this.offset]
      if (next === undefined || next < FIRST_PRINTABLE) return this.#fail("a closing '\"' on the same line")
      if (next === '\\') {
        if (!this.#skip(ESCAPE)) return this.#fail("an escape such as \\n or \\\\ after '\\'")
        continue
      }
      this.offset++
      if (next === '"') return true
    }
  }

  /** Passes over a match at the offset, and says whether it had any length. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset
    const length = pattern.exec(this.#text)?.[0].length ?? 0
    this.offset += length
    return length > 0
  }

  #take(character: string): boolean {
    if (this.#text[this.offset] !== character) return false
    this.offset++
    return true
  }

  #fail(expected: string): false {
    this.expected = expected
    return false
  }
}

/**
 * Finds the first fault of a JSON text.
 *
 * `JSON.parse` names the place in words that differ between engines and sometimes not at all.
 *
 * @param text - the text of a file
 * @returns the fault, or null for well-formed JSON of up to 200 levels
 * @see Bray, T. (2017), The JavaScript Object Notation (JSON) Data Interchange Format, RFC 8259
 */
export function findJsonFault(text: string): JsonFault | null {
  const scanner = new JsonScanner(text)
  if (scanner.document()) return null
  const before = text.slice(0, scanner.offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const found = text[scanner.offset]
  return {
    line: before.split('\n').length,
    column: scanner.offset - lineStart + 1,
    found:
      found === undefined ? 'the end of the file' : found === '\n' || found === '\r' ? 'the end of the line' : found,
    expected: scanner.expected,
  }
}
