/** @module What a meter paid and received, as settlements and bills say it. */

import type { RecordField } from '../../json/record-fields.ts'
import { moneyField, signedMoneyField } from './record-fields.ts'

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
  moneyField('paid', 'Paid for energy_bought, without the network fee.'),
  moneyField('received', 'Received for energy_sold.'),
  moneyField('network_fee', 'Paid to the network for carrying energy_bought.'),
  moneyField('grid_paid', 'Paid to the grid for what was imported and not bought.'),
  moneyField('grid_received', 'Received from the grid for what was exported and not sold.'),
  signedMoneyField(
    'balance',
    'received − paid − network_fee + grid_received − grid_paid: positive when the meter earned.',
  ),
  signedMoneyField('grid_only_balance', 'What the balance would have been with the same energies and no trade.'),
  signedMoneyField('saving', 'balance − grid_only_balance: what trading was worth to the meter.'),
]
