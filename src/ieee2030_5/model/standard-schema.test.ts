import { describe, expect, it } from 'vitest'
import { documentTypes } from './document-types.ts'
import { lineage, primitiveOf, type Schema, type SchemaField, schemaOf } from './schema-tables.fixture.ts'
import { NEEDS_SCHEMA, STANDARD_SCHEMA } from './standard-schema.fixture.ts'
import type { ElementType, Fields, ObjectType, SimpleType } from './table.ts'

/** Every object type with the name the schema has for it at that place, each pair once. */
function collect(schema: Schema, type: ElementType, name: string, found: Map<string, ElementType>): void {
  if (type.kind === 'substitution') {
    collect(schema, type.variants[0], name, found)
    for (const variant of type.variants) collect(schema, variant, variant.name, found)
    return
  }
  if (found.has(name)) return
  found.set(name, type)
  if (type.kind === 'simple') return
  const elements = new Map(
    lineage(schema, name).flatMap((part) => part.elements.map((field) => [field.name, field.type])),
  )
  for (const [element, field] of Object.entries(type.elements)) {
    collect(schema, field.type, elements.get(element) ?? element, found)
  }
  const attributes = new Map(
    lineage(schema, name).flatMap((part) => part.attributes.map((field) => [field.name, field.type])),
  )
  for (const [attribute, field] of Object.entries(type.attributes)) {
    collect(schema, field.type, attributes.get(attribute) ?? attribute, found)
  }
}

const schema = schemaOf(STANDARD_SCHEMA ?? '<none/>')
const found = new Map<string, ElementType>()
for (const type of documentTypes) collect(schema, type, type.name, found)
const objects = [...found].filter((entry): entry is [string, ObjectType] => entry[1].kind === 'object')
const simples = [...found].filter((entry): entry is [string, SimpleType] => entry[1].kind === 'simple')

const ours = (fields: Fields) =>
  Object.entries(fields).map(([name, { minimum, maximum }]) => ({ name, minimum, maximum }))
const theirs = (fields: readonly SchemaField[]) =>
  fields.map(({ name, minimum, maximum }) => ({ name, minimum, maximum }))

describe.skipIf(STANDARD_SCHEMA === undefined)(`the tables against the schema of 2018${NEEDS_SCHEMA}`, () => {
  it.each(documentTypes.map(({ name }) => name))('%s is the root of a document', (name) => {
    expect(schema.roots.get(name)).toBe(name)
  })

  it.each(objects)('%s has its elements in their order, as often as they may occur', (name, type) => {
    expect(ours(type.elements)).toEqual(theirs(lineage(schema, name).flatMap(({ elements }) => elements)))
  })

  it.each(objects)('%s has its attributes', (name, type) => {
    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    const attributes = lineage(schema, name).flatMap((part) => part.attributes)
    expect(ours(type.attributes).sort(byName)).toEqual(theirs(attributes).sort(byName))
  })

  it.each(objects)('%s carries its name, or is a link', (name, type) => {
    expect(name.endsWith('Link') ? [name, type.name] : [type.name]).toContain(name)
    if (name.endsWith('Link')) expect(type.name).toBe(name.endsWith('ListLink') ? 'ListLink' : 'Link')
  })

  it.each(simples)('%s has the name and the kind of its type', (name, type) => {
    const primitive = primitiveOf(schema, name)
    const kinds: Record<string, readonly string[]> = {
      'xs:hexBinary': ['bits', 'hex'],
      'xs:string': ['text'],
      'xs:anyURI': ['uri'],
      'xs:boolean': ['boolean'],
    }
    expect(type.name).toBe(name)
    expect(kinds[primitive] ?? ['integer']).toContain(type.shape.kind)
  })

  it.each(simples)('%s takes no more than the schema, and no less where the schema says all', (name, { shape }) => {
    const facets = new Map(lineage(schema, name).flatMap((part) => [...part.facets]))
    const primitive = primitiveOf(schema, name)
    if (shape.kind === 'bits' || shape.kind === 'hex') {
      expect(shape.bytes).toBe(facets.get('maxLength'))
    } else if (shape.kind === 'text') {
      expect(shape.maxLength).toBe(facets.get('maxLength') ?? Number.POSITIVE_INFINITY)
    } else if (shape.kind === 'integer') {
      const [lowest, highest] = INTEGER_RANGES[primitive]
      const minimum = facets.get('minInclusive') ?? lowest
      const maximum = facets.get('maxInclusive') ?? highest
      expect([shape.minimum >= minimum, shape.maximum <= maximum]).toEqual([true, true])
      if (!NARROWER_BY_TEXT.has(name)) expect([shape.minimum, shape.maximum]).toEqual([minimum, maximum])
    } else {
      expect(['uri', 'boolean']).toContain(shape.kind)
    }
  })
})

/** W3C XML Schema part 2, section 3.3; 64 bits as far as numbers are exact. */
const INTEGER_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'xs:byte': [-128, 127],
  'xs:short': [-32_768, 32_767],
  'xs:int': [-2_147_483_648, 2_147_483_647],
  'xs:long': [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  'xs:unsignedByte': [0, 255],
  'xs:unsignedShort': [0, 65_535],
  'xs:unsignedInt': [0, 4_294_967_295],
  'xs:unsignedLong': [0, Number.MAX_SAFE_INTEGER],
}

/** The standard limits these in words, further than its schema does. */
const NARROWER_BY_TEXT: ReadonlySet<string> = new Set([
  'OneHourRangeType',
  'PerCent',
  'PINType',
  'PowerOfTenMultiplierType',
  'SFDIType',
  'SignedPerCent',
])
