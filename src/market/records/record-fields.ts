/** @module Kinds of fields that only the market's records are made of. */

import { amountField, instantField, type RecordField } from '../../json/record-fields.ts'

/** When a slot began and ended [ms since 1970 UTC]. */
export interface SlotTimes {
  readonly startMs: number
  readonly endMs: number
}

/** The fields every record of a slot begins with. */
export const SLOT_FIELDS = [
  instantField('timestamp', 'End of the market slot, ISO 8601 in UTC.'),
  instantField('slot_start', 'Begin of the market slot, or of the part of it that the run covers.'),
]

/** Energy in kWh, exact to the milliwatt-hour. */
export function energyField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return amountField(name, 'kWh', 6, description)
}

/** How many of something, 0 or more. */
export function numberField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { name, type: 'integer', unit: '', minimum: 0, description }
}

/** A ratio without bounds. */
export function ratioField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { name, type: 'number', unit: '', decimals: 6, description }
}

/** A share or an index from 0 to 1. */
export function shareField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { ...ratioField(name, description), minimum: 0, maximum: 1 }
}

/** A price that is never negative. */
export function priceField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return amountField(name, 'currency/kWh', 6, description)
}

/** An amount of money that is never negative. */
export function moneyField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return amountField(name, 'currency', 6, description)
}

/** An amount of money that is negative for who lost it. */
export function signedMoneyField<Name extends string>(name: Name, description: string): RecordField<Name> {
  return { name, type: 'number', unit: 'currency', decimals: 6, description }
}
