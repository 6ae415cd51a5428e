/** @module Values that a JSON Schema accepts, and some that it does not. */

import fc from 'fast-check'
import { type JsonObject, listOf, objectOf } from '../json-object.ts'
import type { OpenApiDocument } from '../openapi.ts'

const DEEPEST = 4
const INSTANTS = ['2025-03-10T00:00:00Z', '2025-03-11T00:00:00+07:00', '2025-03-11T12:34:56.789Z']
const NO_INSTANTS = ['', 'yesterday', '2025-02-30T00:00:00Z', '2025-13-01T00:00:00Z', '12', 'null', 'Infinity', '\0']
const NO_NUMBERS = ['', 'x', '1.5', '1e3', '0x1', 'NaN', '-', ' 1', '9'.repeat(40), '１', '[1]', '\0']
/** As a JSON body can have them, and as nobody wants them. */
const ODD_VALUES = [null, true, -1, 0.5, 1e300, '', 'x', '\0', 'x'.repeat(9_000), [], {}, [[]], { a: 1 }, [null]]

export class SchemaValues {
  readonly #schemas: JsonObject

  constructor({ components }: Pick<OpenApiDocument, 'components'>) {
    this.#schemas = components.schemas
  }

  /** The schema itself where it only names one. */
  resolved(schema: JsonObject): JsonObject {
    const [, name] = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref)) ?? []
    return name === undefined ? schema : objectOf(this.#schemas[name])
  }

  accepted(reference: JsonObject, depth = 0): fc.Arbitrary<unknown> {
    const schema = this.resolved(reference)
    const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf)]
    if (choices.length > 0) return fc.oneof(...choices.map((choice) => this.accepted(objectOf(choice), depth)))
    if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]))
    if ('const' in schema) return fc.constant(schema.const)
    const types = Array.isArray(schema.type) ? schema.type.map(String) : [String(schema.type)]
    return fc.constantFrom(...types).chain((type) => this.#ofType(type, schema, depth))
  }

  #ofType(type: string, schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    switch (type) {
      case 'object':
        return this.#objects(schema, depth)
      case 'array': {
        const least = numberOr(schema.minItems, 0)
        const items = this.accepted(objectOf(schema.items), depth + 1)
        return fc.array(items, { minLength: least, maxLength: Math.min(numberOr(schema.maxItems, 9), least + 2) })
      }
      case 'integer':
        return fc.integer({ min: bound(schema.minimum, -1e9), max: bound(schema.maximum, 1e9) })
      case 'number':
        return fc.double({
          min: bound(schema.exclusiveMinimum ?? schema.minimum, -1e9),
          minExcluded: schema.exclusiveMinimum !== undefined,
          max: bound(schema.maximum, 1e9),
          noNaN: true,
        })
      case 'string':
        return texts(schema)
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      default:
        return fc.jsonValue({ maxDepth: 2 })
    }
  }

  #objects(schema: JsonObject, depth: number): fc.Arbitrary<unknown> {
    const properties = Object.entries(objectOf(schema.properties)).map(
      ([name, property]) => [name, this.accepted(objectOf(property), depth + 1)] as const,
    )
    const required = listOf(schema.required).map(String)
    const shown = depth < DEEPEST ? properties : properties.filter(([name]) => required.includes(name))
    if (properties.length > 0) return fc.record(Object.fromEntries(shown), { requiredKeys: required })
    return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })
  }
}

function texts({ pattern, format, minLength, maxLength }: JsonObject): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern))
  if (format === 'date-time') return fc.constantFrom(...INSTANTS)
  const least = numberOr(minLength, 0)
  return fc.string({ minLength: least, maxLength: Math.max(least, Math.min(numberOr(maxLength, 20), 20)) })
}

/** Texts that a parameter of this schema does not take; null where it takes every text. */
export function refusedTexts(schema: JsonObject): fc.Arbitrary<string> | null {
  if (Array.isArray(schema.enum)) return odd((text) => !listOf(schema.enum).includes(text))
  if (schema.type === 'integer') {
    const beyond = [bound(schema.minimum, -1e15) - 1, bound(schema.maximum, 1e15) + 1].map(String)
    return fc.constantFrom(...NO_NUMBERS, ...beyond)
  }
  if (schema.format === 'date-time') return fc.constantFrom(...NO_INSTANTS)
  if (typeof schema.pattern === 'string') {
    const pattern = new RegExp(schema.pattern)
    return odd((text) => !pattern.test(text))
  }
  const lengths = [
    ...(numberOr(schema.minLength, 0) > 0 ? [''] : []),
    ...(numberOr(schema.maxLength, 1e9) < 5_000 ? ['x'.repeat(numberOr(schema.maxLength, 0) + 1)] : []),
  ]
  return lengths.length === 0 ? null : fc.constantFrom(...lengths)
}

/** JSON values of every kind. */
export const oddValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...ODD_VALUES) },
  fc.jsonValue({ maxDepth: 2 }),
)

function odd(isRefused: (text: string) => boolean): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...NO_NUMBERS, ...NO_INSTANTS), fc.string({ unit: 'binary' })).filter(isRefused)
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** The largest safe integers stand for no bound. */
function bound(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : otherwise
}
