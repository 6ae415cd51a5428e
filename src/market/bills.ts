/** @module Bills: what every meter owes for a calendar month, beside what it would owe without the market. */

import type { LocalClock } from '../time/local-clock.ts'
import type { Settlement, SlotEnergies } from './settlement.ts'

/** What a bill adds up: energies [mWh] and amounts [micro-units], whole numbers. */
const BILL_COLUMNS = [
  'imported',
  'exported',
  'bought',
  'sold',
  'paid',
  'received',
  'fee',
  'gridPaid',
  'gridReceived',
  'gridOnly',
] as const
type BillColumn = (typeof BILL_COLUMNS)[number]

/** The month being billed for a whole fleet: 80 bytes a meter, 80 MB for a million. */
export interface Bills extends Readonly<Record<BillColumn, Float64Array>> {
  readonly meters: number
  /** One number: the open month, counted as by `billingMonth`; NO_MONTH before the first slot. */
  readonly month: Float64Array
}

/** One meter's bill for one month; sums of the month's settlements. Balances are positive when the meter earned. */
export interface MeterBill extends Readonly<Record<BillColumn, number>> {
  /** Index of the meter in its fleet. */
  readonly meter: number
  /** Calendar month in the campus time zone, such as `2025-03`. */
  readonly month: string
  /** What the meter gained by trade and grid together; the bill is its negative. */
  readonly balance: number
  /** How much better this is than `gridOnly`. */
  readonly saving: number
}

const NO_MONTH = -1
const MONTHS = 12

/** Bills before the first slot. */
export function createBills(meters: number): Bills {
  const column = (): Float64Array => new Float64Array(meters)
  return {
    meters,
    month: new Float64Array([NO_MONTH]),
    imported: column(),
    exported: column(),
    bought: column(),
    sold: column(),
    paid: column(),
    received: column(),
    fee: column(),
    gridPaid: column(),
    gridReceived: column(),
    gridOnly: column(),
  }
}

/**
 * The calendar month a slot is billed in: that of its start, so that the slot that ends a month belongs to it.
 *
 * @param slotStartMs - start of the slot [ms since 1970 UTC]
 * @returns months since the year 0
 */
export function billingMonth(slotStartMs: number, clock: LocalClock): number {
  const { year, month } = clock.at(slotStartMs)
  return year * MONTHS + month - 1
}

/**
 * Adds one settled slot; the first slot of a month closes the month before.
 *
 * @param month - the slot's month, see `billingMonth`
 * @param onClosed - takes the bills of a month that has ended, in the order of the meters
 */
export function addToBills(
  bills: Bills,
  month: number,
  settlement: Settlement,
  energies: SlotEnergies,
  onClosed: (bill: MeterBill) => void,
): void {
  if (month !== bills.month[0]) {
    readBills(bills, onClosed)
    for (const name of BILL_COLUMNS) bills[name].fill(0)
    bills.month[0] = month
  }
  for (const name of BILL_COLUMNS) {
    const from = name === 'imported' || name === 'exported' ? energies[name] : settlement[name]
    const into = bills[name]
    for (let i = 0; i < bills.meters; i++) into[i] += from[i]
  }
}

/** Hands out the bills of the open month as they stand, and leaves it open; nothing before the first slot. */
export function readBills(bills: Bills, visit: (bill: MeterBill) => void): void {
  if (bills.month[0] === NO_MONTH) return
  const month = monthName(bills.month[0])
  for (let meter = 0; meter < bills.meters; meter++) {
    visit(billOf(bills, meter, month))
  }
}

/** The open month by name; views, not copies. */
export function billColumns(bills: Bills): Map<string, Float64Array> {
  const columns = new Map([['billMonth', bills.month]])
  for (const name of BILL_COLUMNS) columns.set(`bill${name[0].toUpperCase()}${name.slice(1)}`, bills[name])
  return columns
}

function billOf(bills: Bills, meter: number, month: string): MeterBill {
  const paid = bills.paid[meter]
  const received = bills.received[meter]
  const fee = bills.fee[meter]
  const gridPaid = bills.gridPaid[meter]
  const gridReceived = bills.gridReceived[meter]
  const gridOnly = bills.gridOnly[meter]
  const balance = received + gridReceived - paid - fee - gridPaid
  return {
    meter,
    month,
    imported: bills.imported[meter],
    exported: bills.exported[meter],
    bought: bills.bought[meter],
    sold: bills.sold[meter],
    paid,
    received,
    fee,
    gridPaid,
    gridReceived,
    gridOnly,
    balance,
    saving: balance - gridOnly,
  }
}

function monthName(month: number): string {
  const year = Math.floor(month / MONTHS)
  return `${String(year).padStart(4, '0')}-${String(month - year * MONTHS + 1).padStart(2, '0')}`
}
