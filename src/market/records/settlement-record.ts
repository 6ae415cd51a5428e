/** @module What a slot came to for one meter, as the outside world sees it. */

import { type RecordField, recordSchema } from '../../json/record-schema.ts'
import { amountField, SLOT_FIELDS, signedMoneyField, textField } from './record-fields.ts'

/** One line of `settlements.jsonl`; units and meanings are in SETTLEMENT_FIELDS. */
export interface SettlementRecord {
  readonly timestamp: string
  readonly slot_start: string
  readonly meter_id: string
  readonly energy_bought: number
  readonly energy_sold: number
  readonly energy_from_grid: number
  readonly energy_to_grid: number
  readonly paid: number
  readonly received: number
  readonly network_fee: number
  readonly grid_paid: number
  readonly grid_received: number
  readonly balance: number
  readonly grid_only_balance: number
  readonly saving: number
}

export const SETTLEMENT_FIELDS: readonly RecordField<keyof SettlementRecord>[] = [
  ...SLOT_FIELDS,
  textField('meter_id', 'The meter; with the timestamp it identifies the settlement.'),
  amountField('energy_bought', 'kWh', 'Energy bought from other meters.'),
  amountField('energy_sold', 'kWh', 'Energy sold to other meters.'),
  amountField('energy_from_grid', 'kWh', 'Energy imported and not bought from other meters.'),
  amountField('energy_to_grid', 'kWh', 'Energy exported and not sold to other meters.'),
  amountField('paid', 'currency', 'Paid for energy_bought, without the network fee.'),
  amountField('received', 'currency', 'Received for energy_sold.'),
  amountField('network_fee', 'currency', 'Paid to the network for carrying energy_bought.'),
  amountField('grid_paid', 'currency', 'Paid to the grid for energy_from_grid.'),
  amountField('grid_received', 'currency', 'Received from the grid for energy_to_grid.'),
  signedMoneyField(
    'balance',
    'received − paid − network_fee + grid_received − grid_paid: positive when the meter earned.',
  ),
  signedMoneyField('grid_only_balance', 'What the balance would have been with the same energies and no trade.'),
  signedMoneyField('saving', 'balance − grid_only_balance: what trading was worth to the meter.'),
]

export const SETTLEMENT_SCHEMA = recordSchema(
  'Settlement',
  'What one market slot came to for one meter that took or gave energy in it.',
  SETTLEMENT_FIELDS,
)
