/** @module What a JSON Schema accepts, as a noun phrase: messages and documentation say the same. */

import { INSTANT_ACCEPTED } from '../config/instant.ts'
import { oneOf } from '../errors/one-of.ts'
import { objectOf } from './json-object.ts'

/** The part of JSON Schema that schemas of requests use. */
export interface ValueSchema {
  readonly type?: unknown
  readonly enum?: unknown
  readonly const?: unknown
  readonly format?: unknown
  readonly pattern?: unknown
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly minLength?: unknown
  readonly maxLength?: unknown
  readonly minItems?: unknown
  readonly maxItems?: unknown
  readonly anyOf?: unknown
  readonly properties?: unknown
  readonly 'x-accepted'?: unknown
}

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': INSTANT_ACCEPTED,
  month: 'a month as 2025-01',
}

/** Such as `a whole number from 1 to 1000`. */
export function acceptedValues(schema: ValueSchema): string {
  if (typeof schema['x-accepted'] === 'string') return schema['x-accepted']
  if (Array.isArray(schema.enum)) return oneOf(schema.enum.map(String))
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((part) => acceptedValues(objectOf(part))).join(' or ')
  switch (schema.type) {
    case 'integer':
      return `a whole number${bounds(schema)}`
    case 'number':
      return `a number${bounds(schema)}`
    case 'boolean':
      return 'true or false'
    case 'null':
      return 'null'
    case 'array':
      return `a list${lengths(schema.minItems, schema.maxItems, 'entries')}`
    case 'object':
      return `an object${names(schema.properties)}`
    case 'string':
      return textAccepted(schema)
    default:
      return 'another value'
  }
}

function textAccepted({ format, pattern, minLength, maxLength }: ValueSchema): string {
  if (typeof format === 'string' && format in FORMATS) return FORMATS[format] ?? ''
  const length = lengths(minLength, maxLength, 'characters')
  return typeof pattern === 'string' ? `text${length} that matches ${pattern}` : `text${length}`
}

function bounds({ minimum, maximum }: ValueSchema): string {
  const from = isLimit(minimum) ? ` from ${minimum}` : ''
  return `${from}${isLimit(maximum) ? ` to ${maximum}` : ''}`
}

function lengths(min: unknown, max: unknown, unit: string): string {
  if (isLimit(min) && isLimit(max)) return ` of ${min} to ${max} ${unit}`
  if (isLimit(max)) return ` of up to ${max} ${unit}`
  return isLimit(min) ? ` of at least ${min} ${unit}` : ''
}

/** The largest safe integers stand for no limit. */
function isLimit(limit: unknown): limit is number {
  return typeof limit === 'number' && Math.abs(limit) < Number.MAX_SAFE_INTEGER
}

function names(properties: unknown): string {
  const known = Object.keys(objectOf(properties))
  return known.length === 0 ? '' : ` with ${oneOf(known)}`
}
