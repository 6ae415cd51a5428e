/** @module JSON Schema and Markdown table of a reading, derived from its fields. */

import type { ReadingField } from './reading-fields.ts'
import { READING_FIELDS } from './reading-fields.ts'

/** JSON Schema of one field. */
interface FieldSchema {
  readonly description: string
  readonly type: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly pattern?: string
}

/** JSON Schema (draft 2020-12) of one reading: all fields are required and no other is allowed. */
export const READING_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Reading',
  description: 'What one smart meter measured over one interval.',
  type: 'object',
  properties: Object.fromEntries(READING_FIELDS.map((field) => [field.name, fieldSchema(field)])),
  required: READING_FIELDS.map((field) => field.name),
  additionalProperties: false,
} as const

function fieldSchema(field: ReadingField): FieldSchema {
  const { type, nullable, minimum, maximum, values, pattern } = field
  return {
    description: `${field.description}${field.unit ? ` Unit: ${field.unit}.` : ''}`,
    type: nullable ? [type, 'null'] : type,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(values === undefined ? {} : { enum: values }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

const PRINT_WIDTH = 120

/** The text of the published schema file: two spaces of indentation, short lists on one line. */
export function renderReadingSchema(): string {
  const text = JSON.stringify(READING_SCHEMA, null, 2)
  const compact = text.replace(/^.*\[\n[^\]]*\],?$/gm, (list: string) => {
    const line = list.replaceAll(/\n */g, ' ').replace('[ ', '[').replace(' ]', ']')
    return line.length <= PRINT_WIDTH ? line : list
  })
  return `${compact}\n`
}

/** The fields as a Markdown table, one row each in the order of the JSON object. */
export function renderReadingFieldsTable(): string {
  const rows = READING_FIELDS.map((field) => {
    const unit = field.unit || '–'
    const decimals = field.decimals ?? '–'
    const values = field.values?.map((value) => `\`${value}\``).join(', ')
    const meaning = values === undefined ? field.description : `${field.description} One of ${values}.`
    return `| \`${field.name}\` | ${field.type}${field.nullable ? ' or null' : ''} | ${unit} | ${decimals} | ${meaning} |`
  })
  return ['| field | type | unit | decimals | meaning |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
}
