/** @module JSON Schema and Markdown table of a record, derived from the one table of its fields. */

/** One field of a record; the order of a table is the order of the JSON object. */
export interface RecordField<Name extends string = string> {
  readonly name: Name
  readonly type: 'string' | 'number' | 'integer' | 'boolean'
  /** Unit of a number; empty for a pure number. */
  readonly unit?: string
  /** Largest number of decimals. */
  readonly decimals?: number
  readonly nullable?: true
  readonly minimum?: number
  readonly maximum?: number
  readonly values?: readonly string[]
  readonly pattern?: string
  /** One sentence. */
  readonly description: string
}

/** JSON Schema of one field. */
interface FieldSchema {
  readonly description: string
  readonly type: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly string[]
  readonly pattern?: string
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

/** Instants as records carry them. */
export const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$'

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

/** The text of a published schema file: two spaces of indentation, short lists on one line. */
export function renderSchema(schema: RecordSchema): string {
  const text = JSON.stringify(schema, null, 2)
  const compact = text.replace(/^.*\[\n[^\]]*\],?$/gm, (list: string) => {
    const line = list.replaceAll(/\n */g, ' ').replace('[ ', '[').replace(' ]', ']')
    return line.length <= PRINT_WIDTH ? line : list
  })
  return `${compact}\n`
}

/** The fields as a Markdown table, one row each. */
export function renderFieldsTable(fields: readonly RecordField[]): string {
  const rows = fields.map((field) => {
    const unit = field.unit || '–'
    const decimals = field.decimals ?? '–'
    const values = field.values?.map((value) => `\`${value}\``).join(', ')
    const meaning = values === undefined ? field.description : `${field.description} One of ${values}.`
    return `| \`${field.name}\` | ${field.type}${field.nullable ? ' or null' : ''} | ${unit} | ${decimals} | ${meaning} |`
  })
  return ['| field | type | unit | decimals | meaning |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
}
