import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, LocalClock } from '../time/local-clock.ts'
import { addToBills, type Bills, billColumns, billingMonth, createBills, type MeterBill, openBills } from './bills.ts'
import { createLedger, type Ledger, postSettlement } from './ledger.ts'
import { anySlot, type Slot, tradesOf } from './settlement.fixture.ts'
import { createSettlement, settleSlot } from './settlement.ts'

const METERS = 3
const MARCH_2025 = 2025 * 12 + 2

const BANGKOK = new LocalClock('Asia/Bangkok')
const SLOT_MS = 900_000

/** An instant of Bangkok: a date and, unless it is midnight, a time. */
const at = (local: string): number => Date.parse(`${local}${local.includes('T') ? '' : 'T00:00:00'}+07:00`)

/** A slot to settle and when it begins [ms since 1970 UTC]. */
interface TimedSlot {
  readonly slot: Slot
  readonly startMs: number
}

/** Slots of which each begins the given number of days after the one before. */
const slots = fc
  .array(fc.record({ slot: anySlot(METERS), laterDays: fc.nat({ max: 40 }) }), { maxLength: 8 })
  .map((run): TimedSlot[] => {
    let startMs = at('2025-03-01T12:00:00')
    return run.map(({ slot, laterDays }) => {
      startMs += laterDays * DAY_MS
      return { slot, startMs }
    })
  })

/** The bills that the slots of a run close. */
function bill(bills: Bills, run: readonly TimedSlot[], ledger?: Ledger): MeterBill[] {
  const settlement = createSettlement(METERS)
  return run.flatMap(({ slot: { trades, energies, prices }, startMs }) => {
    settleSlot(trades, energies, prices, settlement)
    if (ledger !== undefined) postSettlement(ledger, settlement)
    return addToBills(bills, { startMs, endMs: startMs + SLOT_MS, settlement, energies }, BANGKOK)
  })
}

describe('billing months', () => {
  it('turn at local midnight, seven hours before UTC', () => {
    expect(billingMonth(Date.UTC(2025, 2, 31, 16, 59, 59), BANGKOK)).toBe(MARCH_2025)
    expect(billingMonth(Date.UTC(2025, 2, 31, 17), BANGKOK)).toBe(MARCH_2025 + 1)
  })

  it('go on over the year', () => {
    expect(billingMonth(Date.UTC(2025, 11, 31, 17), BANGKOK)).toBe(billingMonth(Date.UTC(2025, 11, 1), BANGKOK) + 1)
  })

  it('hold leap days', () => {
    expect(billingMonth(Date.UTC(2028, 1, 29, 10), BANGKOK)).toBe(2028 * 12 + 1)
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
    fromMs: at('2025-12-31T23:30:00'),
    untilMs: at('2026-01-01T00:00:00'),
    complete: false,
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
    const bills = createBills(METERS)
    const december = ['2025-12-31T23:30:00', '2025-12-31T23:45:00'].map((from) => ({ slot, startMs: at(from) }))
    expect(bill(bills, december)).toEqual([])
    const closed = bill(bills, [{ slot, startMs: at('2026-01-01T00:00:00') }])
    expect(closed).toHaveLength(METERS)
    expect(closed[0]).toEqual(buyer)
    expect(closed[1]).toMatchObject(seller)
    expect(closed[2]).toMatchObject({ meter: 2, imported: 0, balance: 0, saving: 0 })
    expect([...openBills(bills, BANGKOK)][0]).toMatchObject({ month: '2026-01', balance: -7_100_000, saving: 900_000 })
  })

  /** What part of each month the bills of meter 0 say they are of, the open ones last. */
  function parts(bills: Bills, starts: readonly string[]): [from: number, until: number, complete: boolean][] {
    const closed = bill(
      bills,
      starts.map((from) => ({ slot, startMs: at(from) })),
    )
    return [...closed, ...openBills(bills, BANGKOK)]
      .filter(({ meter }) => meter === 0)
      .map(({ fromMs, untilMs, complete }) => [fromMs, untilMs, complete])
  }

  it('say what part of the month they are of, also those of the open month', () => {
    // The run begins within January and ends within March.
    expect(
      parts(createBills(METERS), ['2025-01-31T23:45:00', '2025-02-01', '2025-02-28T23:45:00', '2025-03-01']),
    ).toEqual([
      [at('2025-01-31T23:45:00'), at('2025-02-01T00:00:00'), false],
      [at('2025-02-01T00:00:00'), at('2025-03-01T00:00:00'), true],
      [at('2025-03-01T00:00:00'), at('2025-03-01T00:15:00'), false],
    ])
  })

  it('are complete when the run is the month, to the first and to the last slot', () => {
    expect(parts(createBills(METERS), ['2025-02-01', '2025-02-28T23:45:00'])).toEqual([
      [at('2025-02-01T00:00:00'), at('2025-03-01T00:00:00'), true],
    ])
    for (const starts of [
      ['2025-02-01', '2025-02-28T23:30:00'],
      ['2025-02-01T00:15:00', '2025-02-28T23:45:00'],
      ['2025-02-01T00:00:07', '2025-02-28T23:45:07'],
    ]) {
      expect(parts(createBills(METERS), starts).map(([, , complete]) => complete)).toEqual([false])
    }
  })

  it('of a month that is reached by intervals off the full hour lack nothing', () => {
    // The slot of the last interval of January reaches seven seconds into February.
    const starts = ['2025-01-31T23:45:07', '2025-02-01T00:00:07', '2025-02-28T23:45:07']
    expect(parts(createBills(METERS), starts).map(([, , complete]) => complete)).toEqual([false, true])
  })

  it('are none before the first slot', () => {
    expect([...openBills(createBills(METERS), BANGKOK)]).toEqual([])
  })

  it('of all months add up to the ledger', () => {
    fc.assert(
      fc.property(slots, (run) => {
        const bills = createBills(METERS)
        const ledger = createLedger(METERS)
        const all = [...bill(bills, run, ledger), ...openBills(bills, BANGKOK)]
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
      fc.property(slots, fc.nat({ max: 8 }), (run, stop) => {
        const whole = createBills(METERS)
        const uninterrupted = bill(whole, run)

        const first = createBills(METERS)
        const before = bill(first, run.slice(0, stop))
        const resumed = createBills(METERS)
        const into = billColumns(resumed)
        for (const [name, column] of billColumns(first)) into.get(name)?.set(column)
        expect([...before, ...bill(resumed, run.slice(stop))]).toEqual(uninterrupted)
        expect(resumed).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})
