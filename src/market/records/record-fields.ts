/** @module Kinds of fields that the market's records are made of. */

import { INSTANT_PATTERN, type RecordField } from '../../json/record-schema.ts'

/** When a slot began and ended [ms since 1970 UTC]. */
export interface SlotTimes {
  readonly startMs: number
  readonly endMs: number
}

/** The fields every record of a slot begins with. */
export const SLOT_FIELDS = [
  {
    name: 'timestamp',
    type: 'string',
    pattern: INSTANT_PATTERN,
    description: 'End of the market slot, ISO 8601 in UTC.',
  },
  {
    name: 'slot_start',
    type: 'string',
    pattern: INSTANT_PATTERN,
    description: 'Begin of the market slot, or of the part of it that the run covers.',
  },
] as const satisfies readonly RecordField[]

export function textField<Name extends string>(name: Name, description: string, pattern?: string): RecordField<Name> {
  return { name, type: 'string', ...(pattern === undefined ? {} : { pattern }), description }
}

export function choiceField<Name extends string>(
  name: Name,
  values: readonly string[],
  description: string,
): RecordField<Name> {
  return { name, type: 'string', values, description }
}

/** A number with six decimals that is never negative. */
export function amountField<Name extends string>(name: Name, unit: string, description: string): RecordField<Name> {
  return { name, type: 'number', unit, decimals: 6, minimum: 0, description }
}

/** An amount of money that is negative for who lost it. */
export function signedMoneyField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { name, type: 'number', unit: 'currency', decimals: 6, description }
}
