/** @module JSON Schema of a reading, derived from its fields. */

import { recordSchema } from '../../json/record-schema.ts'
import { READING_FIELDS } from './reading-fields.ts'

/** JSON Schema of one reading. */
export const READING_SCHEMA = recordSchema(
  'Reading',
  'What one smart meter measured over one interval.',
  READING_FIELDS,
)
