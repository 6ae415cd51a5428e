/** @module The TypeScript type of the values that a table describes: what writes a value also checks it at compile time. */

import type { Field, Fields, ObjectType, Occurrence, SimpleType, Substitution } from './table.ts'

/** The values of a table: of a number type `number`, of an object type an object with its attributes and elements. */
export type TypeOf<Type> =
  Type extends SimpleType<infer Value>
    ? Value
    : Type extends Substitution<infer Variants>
      ? AnyOf<Variants>
      : Type extends ObjectType<string, infer Attributes, infer Elements>
        ? Flat<ValuesOf<Attributes> & ValuesOf<Elements>>
        : never

/** A value of any of several types, with the name of its own: told apart by `kind`. */
export type AnyOf<Types extends readonly ObjectType[]> = {
  [Index in keyof Types]: { readonly kind: Types[Index]['name']; readonly value: TypeOf<Types[Index]> }
}[number]

/** An optional field may be given as undefined: values are mostly put together from what may be absent elsewhere. */
type ValuesOf<Table extends Fields> = {
  readonly [Name in Occurring<Table, 'required'>]: ValueOf<Table[Name]>
} & {
  readonly [Name in Occurring<Table, 'optional'>]?: ValueOf<Table[Name]> | undefined
} & {
  readonly [Name in Occurring<Table, 'many'>]: readonly ValueOf<Table[Name]>[]
}

type ValueOf<Entry> = Entry extends Field<Occurrence, infer Type> ? TypeOf<Type> : never

/** Names of the fields that occur so often. */
type Occurring<Table extends Fields, Occurs extends Occurrence> = {
  [Name in keyof Table]: Table[Name]['occurs'] extends Occurs ? Name : never
}[keyof Table]

/** The same type with its intersections carried out, so that editors and messages show plain fields. */
type Flat<Type> = { [Name in keyof Type]: Type[Name] }
