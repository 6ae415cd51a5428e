/** @module What a slot came to for one meter, as the outside world sees it. */

import { type RecordField, recordSchema } from '../../json/record-schema.ts'
import { ACCOUNT_FIELDS, type AccountRecord } from './account-fields.ts'
import { amountField, SLOT_FIELDS, textField } from './record-fields.ts'

/** One line of `settlements.jsonl`; units and meanings are in SETTLEMENT_FIELDS. */
export interface SettlementRecord extends AccountRecord {
  readonly timestamp: string
  readonly slot_start: string
  readonly meter_id: string
  readonly energy_bought: number
  readonly energy_sold: number
  readonly energy_from_grid: number
  readonly energy_to_grid: number
}

export const SETTLEMENT_FIELDS: readonly RecordField<keyof SettlementRecord>[] = [
  ...SLOT_FIELDS,
  textField('meter_id', 'The meter; with the timestamp it identifies the settlement.'),
  amountField('energy_bought', 'kWh', 'Energy bought from other meters.'),
  amountField('energy_sold', 'kWh', 'Energy sold to other meters.'),
  amountField('energy_from_grid', 'kWh', 'Energy imported and not bought from other meters.'),
  amountField('energy_to_grid', 'kWh', 'Energy exported and not sold to other meters.'),
  ...ACCOUNT_FIELDS,
]

export const SETTLEMENT_SCHEMA = recordSchema(
  'Settlement',
  'What one market slot came to for one meter that took or gave energy in it.',
  SETTLEMENT_FIELDS,
)
