/** @module The journal's record of one meter's bill for one month. */

import { MILLI_WH_PER_KWH } from '../../units/energy.ts'
import type { MeterBill } from '../bills.ts'
import { MICRO_PER_UNIT } from '../money.ts'

/** Energies in kWh, amounts in the run's currency; balances are positive when the meter earned. */
export function billRecord(bill: MeterBill, meterId: string): Record<string, string | number> {
  const kwh = (milliWh: number): number => milliWh / MILLI_WH_PER_KWH
  const money = (micro: number): number => micro / MICRO_PER_UNIT
  return {
    month: bill.month,
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
