/** @module One meter's bill for one month, as the outside world sees it. */

import { flagField, instantField, type RecordField, textField } from '../../json/record-fields.ts'
import { recordSchema } from '../../json/record-schema.ts'
import { utcText } from '../../time/utc-text.ts'
import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { MeterBill } from '../bills.ts'
import { MICRO_PER_UNIT } from '../money.ts'
import { ACCOUNT_FIELDS, type AccountRecord } from './account-fields.ts'
import { energyField } from './record-fields.ts'

/** One line of `bills.jsonl`; units and meanings are in BILL_FIELDS. */
export interface BillRecord extends AccountRecord {
  readonly month: string
  readonly from: string
  readonly until: string
  readonly complete: boolean
  readonly meter_id: string
  readonly energy_imported: number
  readonly energy_exported: number
  readonly energy_bought: number
  readonly energy_sold: number
}

export const BILL_FIELDS: readonly RecordField<keyof BillRecord>[] = [
  textField('month', 'Calendar month in the time zone of the campus.', '^\\d{4}-(0[1-9]|1[0-2])$'),
  instantField('from', 'Begin of the first market slot billed, ISO 8601 in UTC.'),
  instantField('until', 'End of the last market slot billed.'),
  flagField('complete', 'True when that is the whole month; false where the run began or ended within it.'),
  textField('meter_id', 'The meter; with the month it identifies the bill.'),
  energyField('energy_imported', 'Energy taken from other meters and the grid.'),
  energyField('energy_exported', 'Energy given to other meters and the grid.'),
  energyField('energy_bought', 'Energy bought from other meters.'),
  energyField('energy_sold', 'Energy sold to other meters.'),
  ...ACCOUNT_FIELDS,
]

export const BILL_SCHEMA = recordSchema(
  'Bill',
  'What one calendar month came to for one meter: the sum of its settlements.',
  BILL_FIELDS,
)

/** The line of a bill, its fields in their documented order. */
export function billRecord(bill: MeterBill, meterId: string): BillRecord {
  const kwh = (milliWh: number): number => milliWh / MILLI_WH_PER_KWH
  const money = (micro: number): number => micro / MICRO_PER_UNIT
  return {
    month: bill.month,
    from: utcText(bill.fromMs),
    until: utcText(bill.untilMs),
    complete: bill.complete,
    meter_id: meterId,
    energy_imported: kwh(bill.imported),
    energy_exported: kwh(bill.exported),
    energy_bought: kwh(bill.bought),
    energy_sold: kwh(bill.sold),
    paid: money(bill.paid),
    received: money(bill.received),
    network_fee: money(bill.fee),
    grid_paid: money(bill.gridPaid),
    grid_received: money(bill.gridReceived),
    balance: money(bill.balance),
    grid_only_balance: money(bill.gridOnly),
    saving: money(bill.saving),
  }
}
