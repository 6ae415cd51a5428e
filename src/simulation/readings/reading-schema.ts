/** @module JSON Schema and Markdown table of a reading, derived from its fields. */

import { recordSchema, renderFieldsTable, renderSchema } from '../../json/record-schema.ts'
import { READING_FIELDS } from './reading-fields.ts'

/** JSON Schema of one reading. */
export const READING_SCHEMA = recordSchema(
  'Reading',
  'What one smart meter measured over one interval.',
  READING_FIELDS,
)

/** The text of the published schema file. */
export function renderReadingSchema(): string {
  return renderSchema(READING_SCHEMA)
}

/** The fields as a Markdown table, in the order of the JSON object. */
export function renderReadingFieldsTable(): string {
  return renderFieldsTable(READING_FIELDS)
}
