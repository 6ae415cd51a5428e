/** @module The columns a record's fields are stored in, derived from the one table of its fields. */

import type { RecordField } from '../../json/record-fields.ts'

/** A column type, as PostgreSQL's catalogue names it. */
export type SqlType = 'text' | 'float8' | 'int8' | 'bool' | 'timestamptz' | '_text'

export interface SqlColumn {
  readonly name: string
  readonly type: SqlType
  readonly nullable: boolean
  /** The field of the record it holds. */
  readonly field: string
}

const TYPES: Readonly<Record<RecordField['type'], SqlType>> = {
  string: 'text',
  number: 'float8',
  integer: 'int8',
  boolean: 'bool',
  texts: '_text',
}

/** What the patterns of all instants begin with. */
const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T'

/** The columns of a record, in the order of its fields. */
export function sqlColumns(fields: readonly RecordField[]): SqlColumn[] {
  return fields.map(({ name, type, nullable, pattern }) => ({
    name: columnName(name),
    type: pattern?.startsWith(INSTANT_PATTERN) ? 'timestamptz' : TYPES[type],
    nullable: nullable === true,
    field: name,
  }))
}

/** As in the README's table of readings; every other field keeps its name. */
function columnName(field: string): string {
  return field === 'timestamp' ? 'time' : field
}

export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}
