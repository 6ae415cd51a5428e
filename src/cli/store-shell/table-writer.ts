/** @module A result as an aligned table, numbers to the right, with the number of its rows below. */

import { RunError } from '../../errors/problem.ts'
import type { TextColumn, TextResult } from '../../sinks/store/store-engine.ts'
import type { ScreenSize } from '../terminal/screen-size.ts'
import { renderTable } from '../terminal/table.ts'
import { isNumber } from './column-types.ts'
import type { Print } from './print.ts'
import type { ResultWriter } from './result-writer.ts'

/** The widths of a table are known when its last row is: so many rows are kept for that. */
const MOST_ROWS = 100_000

const SHOWN: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

export class TableWriter implements ResultWriter {
  readonly #print: Print
  readonly #screen: ScreenSize
  readonly #rows: string[][] = []
  #columns: readonly TextColumn[] = []

  constructor(print: Print, screen: ScreenSize) {
    this.#print = print
    this.#screen = screen
  }

  async take({ columns, rows }: TextResult): Promise<void> {
    this.#columns = columns
    for (const row of rows) this.#rows.push(row.map((value) => (value === null ? '' : onOneLine(value))))
    if (this.#rows.length > MOST_ROWS) {
      throw new RunError(`A table has at most ${MOST_ROWS} rows: add LIMIT, or take --format csv, which has no bound.`)
    }
  }

  async end(): Promise<void> {
    const columns = this.#columns.map(({ name, type }) => {
      const align: 'left' | 'right' = isNumber(type) ? 'right' : 'left'
      return { header: onOneLine(name), align }
    })
    // Nothing is cut: who asked for a column wants to read it.
    const screen = { columns: Number.POSITIVE_INFINITY, color: this.#screen.color }
    const lines = columns.length === 0 ? [] : renderTable(columns, this.#rows, screen)
    const count = this.#rows.length === 1 ? '(1 row)' : `(${this.#rows.length} rows)`
    await this.#print(`${[...lines.map((line) => line.trimEnd()), count].join('\n')}\n`)
  }
}

/** Line breaks and other controls as escapes: they would break the table, or command the terminal. */
function onOneLine(text: string): string {
  return text.replaceAll(
    /\p{Cc}/gu,
    (control) => SHOWN[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
