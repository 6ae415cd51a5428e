/**
 * @module A result as CSV (RFC 4180) with a header, but with line feeds alone, as programs of this kind write it. No
 * value is nothing at all, an empty text a pair of quotes.
 */

import type { TextResult } from '../../sinks/store/store-engine.ts'
import type { Print } from './print.ts'
import type { ResultWriter } from './result-writer.ts'

export class CsvWriter implements ResultWriter {
  readonly #print: Print
  #hasHeader = false

  constructor(print: Print) {
    this.#print = print
  }

  async take({ columns, rows }: TextResult): Promise<void> {
    const header = this.#hasHeader ? [] : [columns.map(({ name }) => name)]
    this.#hasHeader = true
    await this.#print([...header, ...rows].map((row) => `${row.map(field).join(',')}\n`).join(''))
  }

  async end(): Promise<void> {}
}

function field(value: string | null): string {
  if (value === null) return ''
  return value === '' || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
