/** @module Values in the text of a statement: the embedded store takes no parameters from other threads. */

import { utcText } from '../../time/utc-text.ts'

/** As PostgreSQL has it with standard_conforming_strings, which is on. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`
}

export function instantLiteral(ms: number): string {
  return `'${utcText(ms)}'::timestamptz`
}

export function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal`)
  return String(value)
}
