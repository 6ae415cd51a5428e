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
  /** What is billed of the open month, by PERIOD. */
  readonly period: Float64Array
}

/** Where in `period` which number is. */
const PERIOD = {
  /** The open month, counted as by `billingMonth`; NO_MONTH before the first slot. */
  month: 0,
  /** Start of the first slot and end of the last one [ms since 1970 UTC]. */
  fromMs: 1,
  untilMs: 2,
  /** 1 when no part of the month lies before `fromMs`, 0 when the run began within the month. */
  hasBegin: 3,
} as const

/** One settled slot. */
export interface BilledSlot {
  /** Start and end of the part of the slot that the run covers [ms since 1970 UTC]. */
  readonly startMs: number
  readonly endMs: number
  readonly settlement: Settlement
  readonly energies: SlotEnergies
}

/** One meter's bill for one month; sums of the month's settlements. Balances are positive when the meter earned. */
export interface MeterBill extends Readonly<Record<BillColumn, number>> {
  /** Index of the meter in its fleet. */
  readonly meter: number
  /** Calendar month in the campus time zone, such as `2025-03`. */
  readonly month: string
  /** Start of the first slot billed and end of the last one [ms since 1970 UTC]. */
  readonly fromMs: number
  readonly untilMs: number
  /** Whether that is the whole month: a run begins within one and ends within another. */
  readonly complete: boolean
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
    period: new Float64Array([NO_MONTH, 0, 0, 0]),
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
 * @param slot - begins where the one before ended
 * @returns the bills of the month that has ended, in the order of the meters; none within a month
 */
export function addToBills(bills: Bills, slot: BilledSlot, clock: LocalClock): readonly MeterBill[] {
  const { period } = bills
  const month = billingMonth(slot.startMs, clock)
  let closed: readonly MeterBill[] = []
  if (month !== period[PERIOD.month]) {
    closed = [...openBills(bills, clock)]
    for (const name of BILL_COLUMNS) bills[name].fill(0)
    const continues = period[PERIOD.month] !== NO_MONTH
    period[PERIOD.month] = month
    period[PERIOD.fromMs] = slot.startMs
    period[PERIOD.hasBegin] = continues || billingMonth(slot.startMs - 1, clock) !== month ? 1 : 0
  }
  period[PERIOD.untilMs] = slot.endMs
  for (const name of BILL_COLUMNS) {
    const from = name === 'imported' || name === 'exported' ? slot.energies[name] : slot.settlement[name]
    const into = bills[name]
    for (let i = 0; i < bills.meters; i++) into[i] += from[i]
  }
  return closed
}

/** The bills of the open month as they stand, in the order of the meters; it stays open. None before the first slot. */
export function* openBills(bills: Bills, clock: LocalClock): Generator<MeterBill> {
  const { period } = bills
  const month = period[PERIOD.month]
  if (month === NO_MONTH) return
  const untilMs = period[PERIOD.untilMs]
  const part = {
    month: monthName(month),
    fromMs: period[PERIOD.fromMs],
    untilMs,
    complete: period[PERIOD.hasBegin] === 1 && billingMonth(untilMs, clock) !== month,
  }
  for (let meter = 0; meter < bills.meters; meter++) {
    yield billOf(bills, meter, part)
  }
}

/** The open month by name; views, not copies. */
export function billColumns(bills: Bills): Map<string, Float64Array> {
  const columns = new Map([['billPeriod', bills.period]])
  for (const name of BILL_COLUMNS) columns.set(`bill${name[0].toUpperCase()}${name.slice(1)}`, bills[name])
  return columns
}

function billOf(
  bills: Bills,
  meter: number,
  part: Pick<MeterBill, 'month' | 'fromMs' | 'untilMs' | 'complete'>,
): MeterBill {
  const paid = bills.paid[meter]
  const received = bills.received[meter]
  const fee = bills.fee[meter]
  const gridPaid = bills.gridPaid[meter]
  const gridReceived = bills.gridReceived[meter]
  const gridOnly = bills.gridOnly[meter]
  const balance = received + gridReceived - paid - fee - gridPaid
  return {
    meter,
    ...part,
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
