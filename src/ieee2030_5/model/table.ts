/**
 * @module What a type of IEEE 2030.5 is made of, as a table: attributes and elements in the order of the schema.
 *
 * The tables drive everything else: the TypeScript types (type-of.ts), the writer and the parser (../xml).
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0
 */

/** What a simple value looks like on the wire, for whatever has to know more of it than how to read and write it. */
export type SimpleShape =
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'boolean' }
  /** A bit map, held as a number. */
  | { readonly kind: 'bits'; readonly bytes: number }
  /** An identifier, held as hexadecimal digits. */
  | { readonly kind: 'hex'; readonly bytes: number }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'uri' }

/** A value that is one text on the wire: the content of an element, or an attribute. */
export interface SimpleType<Value = unknown> {
  readonly kind: 'simple'
  /** Name of the schema's type. */
  readonly name: string
  readonly shape: SimpleShape
  /** What is accepted, as a noun phrase for messages. */
  readonly accepted: string
  /** The value of a text, undefined when it is not of this type. */
  read(text: string): Value | undefined
  /** The text of a value, undefined when it is not of this type. Methods, so that any SimpleType is one of unknown. */
  write(value: Value): string | undefined
}

export type Occurrence = 'required' | 'optional' | 'many'

/** How often something stands in a type, and what it is. */
export interface Field<Occurs extends Occurrence = Occurrence, Type extends ElementType = ElementType> {
  readonly occurs: Occurs
  readonly type: Type
  readonly minimum: number
  readonly maximum: number
}

export type Fields = Readonly<Record<string, Field>>

/** An element with attributes and elements of its own; the order of `elements` is the order on the wire. */
export interface ObjectType<
  Name extends string = string,
  Attributes extends Fields = Fields,
  Elements extends Fields = Fields,
> {
  readonly kind: 'object'
  /** Name of the schema's type, which is also that of the document with this root. */
  readonly name: Name
  readonly attributes: Attributes
  readonly elements: Elements
}

/** An element that may be of any of several types; the first is the declared one, others are told by xsi:type. */
export interface Substitution<Variants extends readonly ObjectType[] = readonly ObjectType[]> {
  readonly kind: 'substitution'
  readonly variants: Variants
}

export type ElementType = SimpleType | ObjectType | Substitution

export function required<Type extends ElementType>(type: Type): Field<'required', Type> {
  return { occurs: 'required', type, minimum: 1, maximum: 1 }
}

export function optional<Type extends ElementType>(type: Type): Field<'optional', Type> {
  return { occurs: 'optional', type, minimum: 0, maximum: 1 }
}

/** A repeated element: an array, empty when there is none. */
export function many<Type extends ElementType>(
  type: Type,
  minimum = 0,
  maximum = Number.POSITIVE_INFINITY,
): Field<'many', Type> {
  return { occurs: 'many', type, minimum, maximum }
}

/** A type that extends no other. */
export function objectType<Name extends string, Elements extends Fields>(
  name: Name,
  elements: Elements,
): ObjectType<Name, Record<never, never>, Elements> {
  return { kind: 'object', name, attributes: {}, elements }
}

/** A type that has all of `base`, and its own elements behind those. */
export function extend<
  Name extends string,
  BaseAttributes extends Fields,
  BaseElements extends Fields,
  Elements extends Fields,
  Attributes extends Fields = Record<never, never>,
>(
  base: ObjectType<string, BaseAttributes, BaseElements>,
  name: Name,
  elements: Elements,
  attributes?: Attributes,
): ObjectType<Name, BaseAttributes & Attributes, BaseElements & Elements> {
  return {
    kind: 'object',
    name,
    attributes: Object.assign({}, base.attributes, attributes),
    elements: { ...base.elements, ...elements },
  }
}

/** An element of the first of these types, or of another one that extends it. */
export function substitution<const Variants extends readonly [ObjectType, ...ObjectType[]]>(
  variants: Variants,
): Substitution<Variants> {
  return { kind: 'substitution', variants }
}
