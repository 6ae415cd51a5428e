/** @module A refused statement, told with a mark where the database stumbled. */

import type { StoreQueryError } from '../../sinks/store/store-failure.ts'
import { displayWidth } from '../terminal/display-width.ts'

/** `ERROR: …`, the line of the statement with a caret below the place, details and hint. */
export function renderStatementError({ message, detail, hint, position }: StoreQueryError, sql: string): string {
  const lines = [
    `ERROR: ${message}`,
    ...(position === null ? [] : placeOf(sql, position)),
    ...(detail === null ? [] : [`DETAIL: ${detail}`]),
    ...(hint === null ? [] : [`HINT: ${hint}`]),
  ]
  return `${lines.join('\n')}\n`
}

/** @param position - in characters, not in units of UTF-16, from 1 */
function placeOf(sql: string, position: number): string[] {
  const before = Array.from(sql)
    .slice(0, position - 1)
    .join('')
  const begin = before.lastIndexOf('\n') + 1
  const [line] = sql.slice(begin).split('\n')
  const label = `LINE ${before.split('\n').length}: `
  // A tab is as wide as the terminal wants: only the same tab below it is.
  const indent = before.slice(begin).replaceAll(/[^\t]+/g, (text) => ' '.repeat(displayWidth(text)))
  return [`${label}${line}`, `${' '.repeat(label.length)}${indent}^`]
}
