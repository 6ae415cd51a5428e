/** @module Kinds of fields that records are made of. */

/** One field of a record; the order of a table is the order of the JSON object. */
export interface RecordField<Name extends string = string> {
  readonly name: Name
  /** `texts` is a list of distinct texts out of `values`. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'texts'
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

export function textField<Name extends string>(name: Name, description: string, pattern?: string): RecordField<Name> {
  return { name, type: 'string', ...(pattern === undefined ? {} : { pattern }), description }
}

/** An instant in UTC, with milliseconds where there are any. */
export function instantField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return textField(name, description, '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$')
}

export function choiceField<Name extends string>(
  name: Name,
  values: readonly string[],
  description: string,
): RecordField<Name> {
  return { name, type: 'string', values, description }
}

/** A list of distinct texts, in the order of `values`; may be empty. */
export function textsField<Name extends string>(
  name: Name,
  values: readonly string[],
  description: string,
): RecordField<Name> {
  return { name, type: 'texts', values, description }
}

export function flagField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { name, type: 'boolean', description }
}

/** A number that is never negative. */
export function amountField<Name extends string>(
  name: Name,
  unit: string,
  decimals: number,
  description: string,
): RecordField<Name> {
  return { name, type: 'number', unit, decimals, minimum: 0, description }
}

/** A whole number from 1. */
export function countField<Name extends string>(name: Name, unit: string, description: string): RecordField<Name> {
  return { name, type: 'integer', unit, minimum: 1, description }
}

/** The field where it may also be null. */
export function nullable<Name extends string>(field: RecordField<Name>): RecordField<Name> {
  return { ...field, nullable: true }
}
