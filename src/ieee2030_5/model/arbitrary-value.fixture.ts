/** @module Random values of any type, made from its table. */

import fc from 'fast-check'
import type { ElementType, Field, Fields, ObjectType, SimpleShape } from './table.ts'
import type { TypeOf } from './type-of.ts'

const MOST_ENTRIES = 3
/** Longest text where the schema has no limit. */
const LONGEST_TEXT = 200

/** Every value that a document of this type can carry. */
export function arbitraryOf<Type extends ObjectType>(type: Type): fc.Arbitrary<TypeOf<Type>> {
  return arbitraryObject(type) as fc.Arbitrary<TypeOf<Type>>
}

/** Absent fields have no key, as in what the parser makes. */
function arbitraryObject(type: ObjectType): fc.Arbitrary<unknown> {
  return fc
    .tuple(arbitraryFields(type.attributes), arbitraryFields(type.elements))
    .map(([attributes, elements]) => ({ ...attributes, ...elements }))
}

function arbitraryFields(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(fields)
  const model = Object.fromEntries(entries.map(([name, field]) => [name, arbitraryField(field)]))
  const requiredKeys = entries.filter(([, { occurs }]) => occurs !== 'optional').map(([name]) => name)
  return fc.record(model, { requiredKeys, noNullPrototype: true })
}

function arbitraryField({ occurs, type, minimum, maximum }: Field): fc.Arbitrary<unknown> {
  if (occurs !== 'many') return arbitraryElement(type)
  return fc.array(arbitraryElement(type), { minLength: minimum, maxLength: Math.min(maximum, minimum + MOST_ENTRIES) })
}

function arbitraryElement(type: ElementType): fc.Arbitrary<unknown> {
  if (type.kind === 'simple') return arbitrarySimple(type.shape)
  if (type.kind === 'object') return arbitraryObject(type)
  const variants = type.variants.map((variant) =>
    arbitraryObject(variant).map((value) => ({ kind: variant.name, value })),
  )
  return fc.oneof(...variants)
}

export function arbitrarySimple(shape: SimpleShape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'integer':
      return fc.oneof(
        fc.maxSafeInteger().map((value) => Math.min(Math.max(value, shape.minimum), shape.maximum)),
        fc.integer({ min: Math.max(shape.minimum, -100), max: Math.min(shape.maximum, 1000) }),
      )
    case 'bits':
      return fc.maxSafeNat().map((value) => value % 2 ** (8 * shape.bytes))
    case 'hex':
      return fc
        .uint8Array({ minLength: shape.bytes, maxLength: shape.bytes })
        .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(''))
    case 'boolean':
      return fc.boolean()
    case 'text':
      return fc.string({ unit: xmlCharacter, maxLength: Math.min(shape.maxLength, LONGEST_TEXT) })
    case 'uri':
      return fc
        .tuple(fc.constantFrom('', '/', 'https://host:8444/', 'https://[fe80::1]/'), fc.array(pathSegment))
        .map(([start, segments]) => start + segments.join('/'))
  }
}

/** Every character of XML 1.0 is as likely as one that has to be escaped. */
const xmlCharacter = fc.oneof(
  fc.constantFrom('&', '<', '>', '"', "'", '\r', '\n', '\t', ' ', ']', 'ก', '🔋'),
  fc.integer({ min: 0x20, max: 0xd7ff }).map((point) => String.fromCodePoint(point)),
  fc.integer({ min: 0xe000, max: 0xfffd }).map((point) => String.fromCodePoint(point)),
  fc.integer({ min: 0x10000, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
)

const pathSegment = fc
  .array(fc.constantFrom('a', 'Z', '7', '-', '.', '_', '~', '&', '=', '+', ',', '%2F'), { minLength: 1, maxLength: 8 })
  .map((characters) => characters.join(''))
