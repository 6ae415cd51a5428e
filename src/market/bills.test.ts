import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LocalClock } from '../time/local-clock.ts'
import { addToBills, type Bills, billColumns, billingMonth, createBills, type MeterBill, readBills } from './bills.ts'
import { createLedger, type Ledger, postSettlement } from './ledger.ts'
import { anySlot, type Slot, tradesOf } from './settlement.fixture.ts'
import { createSettlement, settleSlot } from './settlement.ts'

const METERS = 3
const MARCH_2025 = 2025 * 12 + 2

const slots = fc.array(fc.record({ slot: anySlot(METERS), later: fc.nat({ max: 2 }) }), { maxLength: 8 })

/** Bills of a run of slots, each some months after the one before. */
function bill(bills: Bills, run: readonly { slot: Slot; month: number }[], ledger?: Ledger): MeterBill[] {
  const closed: MeterBill[] = []
  const settlement = createSettlement(METERS)
  for (const { slot, month } of run) {
    settleSlot(slot.trades, slot.energies, slot.prices, settlement)
    addToBills(bills, month, settlement, slot.energies, (one) => closed.push(one))
    if (ledger !== undefined) postSettlement(ledger, settlement)
  }
  return closed
}

function withMonths(run: readonly { slot: Slot; later: number }[]): { slot: Slot; month: number }[] {
  let month = MARCH_2025
  return run.map(({ slot, later }) => {
    month += later
    return { slot, month }
  })
}

describe('billing months', () => {
  const bangkok = new LocalClock('Asia/Bangkok')

  it('turn at local midnight, seven hours before UTC', () => {
    expect(billingMonth(Date.UTC(2025, 2, 31, 16, 59, 59), bangkok)).toBe(MARCH_2025)
    expect(billingMonth(Date.UTC(2025, 2, 31, 17), bangkok)).toBe(MARCH_2025 + 1)
  })

  it('go on over the year', () => {
    expect(billingMonth(Date.UTC(2025, 11, 31, 17), bangkok)).toBe(billingMonth(Date.UTC(2025, 11, 1), bangkok) + 1)
  })

  it('hold leap days', () => {
    expect(billingMonth(Date.UTC(2028, 1, 29, 10), bangkok)).toBe(2028 * 12 + 1)
  })
})

describe('bills', () => {
  /** One slot: meter 0 buys 1 of its 2 kWh from meter 1 for 3 and a fee of 0.1; the grid asks 4 and pays 2. */
  const slot: Slot = {
    trades: tradesOf([
      { buyer: 0, seller: 1, quantity: 1_000_000, paid: 3_000_000, received: 3_000_000, fee: 100_000 },
    ]),
    energies: { imported: Float64Array.of(2_000_000, 0, 0), exported: Float64Array.of(0, 1_500_000, 0) },
    prices: { purchase: 4_000_000, feedIn: 2_000_000 },
  }
  const buyer: MeterBill = {
    meter: 0,
    month: '2025-12',
    imported: 4_000_000,
    exported: 0,
    bought: 2_000_000,
    sold: 0,
    paid: 6_000_000,
    received: 0,
    fee: 200_000,
    gridPaid: 8_000_000,
    gridReceived: 0,
    gridOnly: -16_000_000,
    balance: -14_200_000,
    saving: 1_800_000,
  }
  const seller = { meter: 1, month: '2025-12', received: 6_000_000, gridReceived: 2_000_000, saving: 2_000_000 }

  it('of a month come when the next begins, one for each meter', () => {
    const december = 2025 * 12 + 11
    const bills = createBills(METERS)
    expect(
      bill(
        bills,
        [1, 2].map(() => ({ slot, month: december })),
      ),
    ).toEqual([])
    const closed = bill(bills, [{ slot, month: december + 1 }])
    expect(closed).toHaveLength(METERS)
    expect(closed[0]).toEqual(buyer)
    expect(closed[1]).toMatchObject(seller)
    expect(closed[2]).toMatchObject({ meter: 2, imported: 0, balance: 0, saving: 0 })
    const open: MeterBill[] = []
    readBills(bills, (one) => open.push(one))
    expect(open[0]).toMatchObject({ month: '2026-01', balance: -7_100_000, saving: 900_000 })
  })

  it('are none before the first slot', () => {
    const visited: MeterBill[] = []
    readBills(createBills(METERS), (one) => visited.push(one))
    expect(visited).toEqual([])
  })

  it('of all months add up to the ledger', () => {
    fc.assert(
      fc.property(slots, (run) => {
        const bills = createBills(METERS)
        const ledger = createLedger(METERS)
        const all = bill(bills, withMonths(run), ledger)
        readBills(bills, (one) => all.push(one))
        for (let meter = 0; meter < METERS; meter++) {
          const own = all.filter((one) => one.meter === meter)
          expect(own.reduce((sum, { balance }) => sum + balance, 0)).toBe(ledger.balance[meter])
          expect(own.reduce((sum, { gridOnly }) => sum + gridOnly, 0)).toBe(ledger.gridOnly[meter])
          expect(new Set(own.map(({ month }) => month)).size).toBe(own.length)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('go on from copied columns as if nothing had happened', () => {
    fc.assert(
      fc.property(slots, fc.nat({ max: 8 }), (run, at) => {
        const months = withMonths(run)
        const whole = createBills(METERS)
        const uninterrupted = bill(whole, months)

        const first = createBills(METERS)
        const before = bill(first, months.slice(0, at))
        const resumed = createBills(METERS)
        const into = billColumns(resumed)
        for (const [name, column] of billColumns(first)) into.get(name)?.set(column)
        expect([...before, ...bill(resumed, months.slice(at))]).toEqual(uninterrupted)
        expect(resumed).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})
