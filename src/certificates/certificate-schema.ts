/** @module JSON Schema and Markdown table of a certificate event, derived from its fields. */

import type { CertificateField } from './certificate-fields.ts'
import { CERTIFICATE_FIELDS } from './certificate-fields.ts'

/** JSON Schema of one field. */
interface FieldSchema {
  readonly description: string
  readonly type: string | readonly string[]
  readonly minimum?: number
  readonly enum?: readonly string[]
  readonly pattern?: string
}

/** JSON Schema (draft 2020-12) of one event: all fields are required and no other is allowed. */
export const CERTIFICATE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Certificate event',
  description: 'What happened to one renewable energy certificate: one entry of a hash chain.',
  type: 'object',
  properties: Object.fromEntries(CERTIFICATE_FIELDS.map((field) => [field.name, fieldSchema(field)])),
  required: CERTIFICATE_FIELDS.map((field) => field.name),
  additionalProperties: false,
} as const

function fieldSchema({ description, unit, type, nullable, minimum, values, pattern }: CertificateField): FieldSchema {
  return {
    description: `${description}${unit ? ` Unit: ${unit}.` : ''}`,
    type: nullable ? [type, 'null'] : type,
    ...(minimum === undefined ? {} : { minimum }),
    ...(values === undefined ? {} : { enum: values }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

const PRINT_WIDTH = 120

/** The text of the published schema file: two spaces of indentation, short lists on one line. */
export function renderCertificateSchema(): string {
  const text = JSON.stringify(CERTIFICATE_SCHEMA, null, 2)
  const compact = text.replace(/^.*\[\n[^\]]*\],?$/gm, (list: string) => {
    const line = list.replaceAll(/\n */g, ' ').replace('[ ', '[').replace(' ]', ']')
    return line.length <= PRINT_WIDTH ? line : list
  })
  return `${compact}\n`
}

/** The fields as a Markdown table, one row each in the order of the JSON object. */
export function renderCertificateFieldsTable(): string {
  const rows = CERTIFICATE_FIELDS.map(({ name, type, nullable, unit, values, description }) => {
    const choices = values === undefined ? '' : ` One of ${values.map((value) => `\`${value}\``).join(', ')}.`
    return `| \`${name}\` | ${type}${nullable ? ' or null' : ''} | ${unit || '–'} | ${description}${choices} |`
  })
  return ['| field | type | unit | meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}
