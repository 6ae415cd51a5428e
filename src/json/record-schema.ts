/** @module JSON Schema and Markdown table of a record, derived from the one table of its fields. */

import type { RecordField } from './record-fields.ts'

/** JSON Schema of one field. */
interface FieldSchema {
  readonly description: string
  readonly type: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly items?: { readonly type: 'string'; readonly enum: readonly string[] }
  readonly uniqueItems?: true
}

/** JSON Schema (draft 2020-12) of a record: all fields are required and no other is allowed. */
export interface RecordSchema {
  readonly $schema: string
  readonly title: string
  readonly description: string
  readonly type: 'object'
  readonly properties: Readonly<Record<string, FieldSchema>>
  readonly required: readonly string[]
  readonly additionalProperties: false
}

/** The schema of a record with these fields. */
export function recordSchema(title: string, description: string, fields: readonly RecordField[]): RecordSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    required: fields.map((field) => field.name),
    additionalProperties: false,
  }
}

function fieldSchema(field: RecordField): FieldSchema {
  const { type, nullable, minimum, maximum, values, pattern } = field
  const description = `${field.description}${field.unit ? ` Unit: ${field.unit}.` : ''}`
  if (type === 'texts') {
    return { description, type: 'array', items: { type: 'string', enum: values ?? [] }, uniqueItems: true }
  }
  return {
    description,
    type: nullable ? [type, 'null'] : type,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(values === undefined ? {} : { enum: values }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

const PRINT_WIDTH = 120

/** The text of a published schema file: two spaces of indentation, short lists on one line. */
export function renderSchema(schema: RecordSchema): string {
  const text = JSON.stringify(schema, null, 2)
  const compact = text.replace(/^.*\[\n[^\]]*\],?$/gm, (list: string) => {
    const line = list.replaceAll(/\n */g, ' ').replace('[ ', '[').replace(' ]', ']')
    return line.length <= PRINT_WIDTH ? line : list
  })
  return `${compact}\n`
}

/**
 * A page of the documentation with the table of a record's fields as they are, between `<!-- trade fields: begin -->`
 * and its end.
 */
export function withFieldsTable(page: string, name: string, fields: readonly RecordField[]): string {
  const [begin, end] = ['begin', 'end'].map((mark) => `<!-- ${name} fields: ${mark} -->\n`)
  const [before, rest] = page.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined) {
    throw new Error(`the page has no ${begin.trimEnd()} with its end`)
  }
  return [before, begin, fieldsTable(fields), end, after].join('')
}

/** The fields as a Markdown table, one row each. */
function fieldsTable(fields: readonly RecordField[]): string {
  const rows = fields.map((field) => {
    const unit = field.unit || '–'
    const decimals = field.decimals ?? '–'
    const values = field.values?.map((value) => `\`${value}\``).join(', ')
    const choice = field.type === 'texts' ? 'Any of' : 'One of'
    const meaning = values === undefined ? field.description : `${field.description} ${choice} ${values}.`
    const type = field.type === 'texts' ? 'list of strings' : field.type
    return `| \`${field.name}\` | ${type}${field.nullable ? ' or null' : ''} | ${unit} | ${decimals} | ${meaning} |`
  })
  return ['| field | type | unit | decimals | meaning |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
}
