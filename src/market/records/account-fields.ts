/** @module What a meter paid and received, as settlements and bills say it. */

import type { RecordField } from '../../json/record-schema.ts'
import { amountField, signedMoneyField } from './record-fields.ts'

/** The fields a settlement and a bill end with; units and meanings are in ACCOUNT_FIELDS. */
export interface AccountRecord {
  readonly paid: number
  readonly received: number
  readonly network_fee: number
  readonly grid_paid: number
  readonly grid_received: number
  readonly balance: number
  readonly grid_only_balance: number
  readonly saving: number
}

export const ACCOUNT_FIELDS: readonly RecordField<keyof AccountRecord>[] = [
  amountField('paid', 'currency', 'Paid for energy_bought, without the network fee.'),
  amountField('received', 'currency', 'Received for energy_sold.'),
  amountField('network_fee', 'currency', 'Paid to the network for carrying energy_bought.'),
  amountField('grid_paid', 'currency', 'Paid to the grid for what was imported and not bought.'),
  amountField('grid_received', 'currency', 'Received from the grid for what was exported and not sold.'),
  signedMoneyField(
    'balance',
    'received − paid − network_fee + grid_received − grid_paid: positive when the meter earned.',
  ),
  signedMoneyField('grid_only_balance', 'What the balance would have been with the same energies and no trade.'),
  signedMoneyField('saving', 'balance − grid_only_balance: what trading was worth to the meter.'),
]
