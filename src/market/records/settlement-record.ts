/** @module What a slot came to for one meter, as the outside world sees it. */

import { type RecordField, textField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import { ACCOUNT_FIELDS, type AccountRecord } from './account-fields.ts'
import { energyField, SLOT_FIELDS } from './record-fields.ts'

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
  energyField('energy_bought', 'Energy bought from other meters.'),
  energyField('energy_sold', 'Energy sold to other meters.'),
  energyField('energy_from_grid', 'Energy imported and not bought from other meters.'),
  energyField('energy_to_grid', 'Energy exported and not sold to other meters.'),
  ...ACCOUNT_FIELDS,
]

export const SETTLEMENT_SCHEMA = recordSchema(
  'Settlement',
  'What one market slot came to for one meter that took or gave energy in it.',
  SETTLEMENT_FIELDS,
)
