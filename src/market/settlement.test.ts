import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anySlot, fairSlot, tradesOf } from './settlement.fixture.ts'
import { createSettlement, settleSlot, systemAccountIndex } from './settlement.ts'

const METERS = 5
const NONE = tradesOf([])

/**
 * Meter 0 took 3 kWh, meter 1 gave 2.5 kWh, meter 2 took 1 kWh and gave 0.5 kWh. The grid asks 4 and pays 2 a kWh.
 * Meter 0 buys 2 kWh of meter 1 at 3 with a fee of 0.1 a kWh, meter 2 buys the other 0.5 kWh at 3.2 while meter 1 gets 3.
 */
function settledByHand() {
  const settlement = createSettlement(3)
  const trades = tradesOf([
    { buyer: 0, seller: 1, quantity: 2_000_000, paid: 6_000_000, received: 6_000_000, fee: 200_000 },
    { buyer: 2, seller: 1, quantity: 500_000, paid: 1_600_000, received: 1_500_000, fee: 50_000 },
  ])
  const imported = Float64Array.of(3_000_000, 0, 1_000_000)
  const exported = Float64Array.of(0, 2_500_000, 500_000)
  settleSlot(trades, { imported, exported }, { purchase: 4_000_000, feedIn: 2_000_000 }, settlement)
  return settlement
}

describe('a slot settled by hand', () => {
  const settlement = settledByHand()

  it('books energy and money by meter', () => {
    expect([...settlement.bought]).toEqual([2_000_000, 0, 500_000])
    expect([...settlement.sold]).toEqual([0, 2_500_000, 0])
    expect([...settlement.fromGrid]).toEqual([1_000_000, 0, 500_000])
    expect([...settlement.toGrid]).toEqual([0, 0, 500_000])
    expect([...settlement.paid]).toEqual([6_000_000, 0, 1_600_000])
    expect([...settlement.received]).toEqual([0, 7_500_000, 0])
    expect([...settlement.fee]).toEqual([200_000, 0, 50_000])
    expect([...settlement.gridPaid]).toEqual([4_000_000, 0, 2_000_000])
    expect([...settlement.gridReceived]).toEqual([0, 0, 1_000_000])
    expect([...settlement.gridOnly]).toEqual([-12_000_000, 5_000_000, -3_000_000])
  })

  it('books what everybody gained', () => {
    // Meters: −6 − 0.2 − 4; 7.5; −1.6 − 0.05 − 2 + 1. Grid 4 + 2 − 1, network 0.25, operator 1.6 − 1.5.
    expect([...settlement.balance]).toEqual([-10_200_000, 7_500_000, -2_650_000, 5_000_000, 250_000, 100_000])
  })

  it('leaves nothing of the slot before in its columns', () => {
    const prices = { purchase: 4_000_000, feedIn: 2_000_000 }
    settleSlot(NONE, { imported: Float64Array.of(0, 1_000_000, 0), exported: new Float64Array(3) }, prices, settlement)
    const fresh = createSettlement(3)
    fresh.fromGrid[1] = 1_000_000
    fresh.gridPaid[1] = 4_000_000
    fresh.gridOnly[1] = -4_000_000
    fresh.balance.set([0, -4_000_000, 0, 4_000_000, 0, 0])
    expect(settlement).toEqual(fresh)
  })
})

describe('settleSlot', () => {
  it('shows the deficit of a rule that pays sellers more than it takes from buyers', () => {
    const settlement = createSettlement(2)
    const energy = Float64Array.of(1_000_000, 1_000_000)
    settleSlot(
      tradesOf([{ buyer: 0, seller: 1, quantity: 1_000_000, paid: 268, received: 289, fee: 0 }]),
      { imported: energy, exported: energy },
      { purchase: 0, feedIn: 0 },
      settlement,
    )
    expect(settlement.balance[systemAccountIndex(2, 'operator')]).toBe(-21)
  })

  it('charges no rounding for having split the same energy between a neighbour and the grid', () => {
    // 2 mWh at 4.5 micro-units each cost 9, but 5 and 5 when each half is rounded by itself.
    const settlement = createSettlement(2)
    settleSlot(
      tradesOf([{ buyer: 0, seller: 1, quantity: 1, paid: 5, received: 5, fee: 0 }]),
      { imported: Float64Array.of(2, 0), exported: Float64Array.of(0, 1) },
      { purchase: 4_500_000, feedIn: 4_500_000 },
      settlement,
    )
    expect(settlement.gridPaid[0]).toBe(4)
    expect(settlement.balance[0]).toBe(settlement.gridOnly[0])
  })

  it('refuses trades of energy that was not there', () => {
    const trades = tradesOf([{ buyer: 0, seller: 1, quantity: 3, paid: 0, received: 0, fee: 0 }])
    const two = Float64Array.of(2, 2)
    const three = Float64Array.of(3, 3)
    const prices = { purchase: 1, feedIn: 1 }
    const settle = (imported: Float64Array, exported: Float64Array) => () =>
      settleSlot(trades, { imported, exported }, prices, createSettlement(2))
    expect(settle(two, three)).toThrow('meter 0 traded more than it measured')
    expect(settle(three, two)).toThrow('meter 1 traded more than it measured')
    expect(settle(three, three)).not.toThrow()
  })

  it('sums to exactly zero over all accounts, whatever was traded at whatever price', () => {
    fc.assert(
      fc.property(anySlot(METERS), ({ trades, energies, prices }) => {
        const settlement = createSettlement(METERS)
        settleSlot(trades, energies, prices, settlement)
        expect(settlement.balance.every(Number.isSafeInteger)).toBe(true)
        expect(settlement.balance.reduce((sum, amount) => sum + BigInt(amount), 0n)).toBe(0n)
      }),
      { numRuns: 200 },
    )
  })

  it('leaves nobody worse off than the grid alone, but for rounding, when prices lie within the grid prices', () => {
    fc.assert(
      fc.property(fairSlot(METERS), ({ trades, energies, prices }) => {
        const settlement = createSettlement(METERS)
        settleSlot(trades, energies, prices, settlement)
        const rounded = new Float64Array(METERS)
        for (let i = 0; i < trades.size; i++) {
          rounded[trades.buyer[i]] += trades.fee[i] > 0 ? 2 : 1
          rounded[trades.seller[i]] += 1
        }
        for (let meter = 0; meter < METERS; meter++) {
          const saving = settlement.balance[meter] - settlement.gridOnly[meter]
          expect(saving).toBeGreaterThanOrEqual(-Math.floor(rounded[meter] / 2))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is the grid-only balance without trades', () => {
    fc.assert(
      fc.property(anySlot(METERS), ({ energies, prices }) => {
        const settlement = createSettlement(METERS)
        settleSlot(NONE, energies, prices, settlement)
        expect(settlement.balance.subarray(0, METERS)).toEqual(settlement.gridOnly)
      }),
      { numRuns: 50 },
    )
  })
})
