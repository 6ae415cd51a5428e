/** @module A result as a JSON array of objects, one a line; numbers keep all their digits. */

import type { TextColumn, TextResult } from '../../sinks/store/store-engine.ts'
import { isBoolean, isJson, isNumber } from './column-types.ts'
import type { Print } from './print.ts'
import type { ResultWriter } from './result-writer.ts'

/** What JSON takes for a number: neither NaN nor Infinity. */
const FINITE = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/

export class JsonWriter implements ResultWriter {
  readonly #print: Print
  #before = '[\n'

  constructor(print: Print) {
    this.#print = print
  }

  async take({ columns, rows }: TextResult): Promise<void> {
    const names = columns.map(({ name }) => JSON.stringify(name))
    const text = rows.map((row) => {
      const line = `${this.#before}{${row.map((value, at) => `${names[at]}:${json(value, columns[at])}`).join(',')}}`
      this.#before = ',\n'
      return line
    })
    await this.#print(text.join(''))
  }

  async end(): Promise<void> {
    await this.#print(this.#before === '[\n' ? '[]\n' : '\n]\n')
  }
}

function json(value: string | null, { type }: TextColumn): string {
  if (value === null) return 'null'
  if (isBoolean(type)) return value === 't' ? 'true' : 'false'
  // Within its texts JSON has no bare line breaks; parsing it would round its numbers.
  if (isJson(type)) return value.replaceAll(/[\n\r]/g, ' ')
  return isNumber(type) && FINITE.test(value) ? value : JSON.stringify(value)
}
