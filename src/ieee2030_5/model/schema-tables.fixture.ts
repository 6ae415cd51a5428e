/** @module The types of an XML schema as rows that the tables of this project can be compared with. */

import { XmlDocument, XmlElement } from 'libxml2-wasm'

/** One element or attribute: how often, and the name of its type. */
export interface SchemaField {
  readonly name: string
  readonly type: string
  readonly minimum: number
  readonly maximum: number
}

export interface SchemaType {
  readonly base: string | undefined
  readonly elements: readonly SchemaField[]
  readonly attributes: readonly SchemaField[]
  /** Limits by their names: maxLength, minInclusive, maxInclusive. */
  readonly facets: ReadonlyMap<string, number>
}

export interface Schema {
  readonly types: ReadonlyMap<string, SchemaType>
  /** Roots of documents, and the names of their types. */
  readonly roots: ReadonlyMap<string, string>
}

const XS = { xs: 'http://www.w3.org/2001/XMLSchema' }

export function schemaOf(text: string): Schema {
  const document = XmlDocument.fromString(text)
  try {
    const types = elementsAt(document.root, 'xs:complexType | xs:simpleType').map((type): [string, SchemaType] => [
      attribute(type, 'name'),
      schemaType(type),
    ])
    const roots = elementsAt(document.root, 'xs:element').map((root): [string, string] => [
      attribute(root, 'name'),
      attribute(root, 'type'),
    ])
    return { types: new Map(types), roots: new Map(roots) }
  } finally {
    document.dispose()
  }
}

function schemaType(type: XmlElement): SchemaType {
  const [derivation] = elementsAt(type, './/xs:extension | .//xs:restriction')
  const facets = elementsAt(type, './xs:restriction/*[@value]')
  return {
    base: derivation === undefined ? undefined : attribute(derivation, 'base'),
    elements: elementsAt(type, './/xs:element').map((element) => {
      const maximum = attribute(element, 'maxOccurs', '1')
      return {
        name: attribute(element, 'name'),
        type: attribute(element, 'type'),
        minimum: Number(attribute(element, 'minOccurs', '1')),
        maximum: maximum === 'unbounded' ? Number.POSITIVE_INFINITY : Number(maximum),
      }
    }),
    attributes: elementsAt(type, './/xs:attribute').map((entry) => ({
      name: attribute(entry, 'name'),
      type: attribute(entry, 'type'),
      minimum: Number(attribute(entry, 'use', 'optional') === 'required'),
      maximum: 1,
    })),
    facets: new Map(facets.map((facet) => [facet.name, Number(attribute(facet, 'value'))])),
  }
}

/** The type and those it extends, the outermost first. */
export function lineage({ types }: Schema, name: string): readonly SchemaType[] {
  const type = types.get(name)
  return type === undefined
    ? []
    : [...(type.base === undefined ? [] : lineage({ types, roots: new Map() }, type.base)), type]
}

/** The type of the XML schema itself that a simple type comes down to, as in `xs:unsignedByte`. */
export function primitiveOf(schema: Schema, name: string): string {
  const base = schema.types.get(name)?.base
  return base === undefined ? name : primitiveOf(schema, base)
}

function elementsAt(node: XmlElement, path: string): XmlElement[] {
  return node.find(path, XS).filter((found) => found instanceof XmlElement)
}

function attribute(element: XmlElement, name: string, fallback = ''): string {
  return element.attr(name)?.value ?? fallback
}
