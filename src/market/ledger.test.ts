import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLedger, type Ledger, ledgerColumns, postSettlement, systemBalance, trialBalance } from './ledger.ts'
import { anySlot, type Slot } from './settlement.fixture.ts'
import { createSettlement, settleSlot } from './settlement.ts'

const METERS = 4

function post(ledger: Ledger, slots: readonly Slot[]): void {
  const settlement = createSettlement(METERS)
  for (const { trades, energies, prices } of slots) {
    settleSlot(trades, energies, prices, settlement)
    postSettlement(ledger, settlement)
  }
}

describe('ledger', () => {
  it('adds up slots by account', () => {
    const ledger = createLedger(2)
    const settlement = createSettlement(2)
    settlement.balance.set([-7, 4, 2, 3, -2])
    settlement.gridOnly.set([-9, 1])
    postSettlement(ledger, settlement)
    postSettlement(ledger, settlement)
    expect([...ledger.balance]).toEqual([-14, 8])
    expect([...ledger.gridOnly]).toEqual([-18, 2])
    expect(systemBalance(ledger, 'grid')).toBe(4n)
    expect(systemBalance(ledger, 'network')).toBe(6n)
    expect(systemBalance(ledger, 'operator')).toBe(-4n)
    expect(trialBalance(ledger)).toBe(0n)
  })

  it('counts the system accounts beyond what a double can', () => {
    const ledger = createLedger(0)
    const settlement = createSettlement(0)
    settlement.balance[0] = Number.MAX_SAFE_INTEGER
    for (let slot = 0; slot < 3; slot++) postSettlement(ledger, settlement)
    expect(systemBalance(ledger, 'grid')).toBe(27_021_597_764_222_973n)
  })

  it('notices a micro-unit that came from nowhere', () => {
    const ledger = createLedger(METERS)
    ledger.balance[2] = 1
    expect(trialBalance(ledger)).toBe(1n)
  })

  it('sums to zero after any slots, also when it goes on from copied columns', () => {
    const slots = fc.array(anySlot(METERS), { maxLength: 6 })
    fc.assert(
      fc.property(slots, slots, (before, after) => {
        const whole = createLedger(METERS)
        post(whole, [...before, ...after])
        expect(trialBalance(whole)).toBe(0n)

        const first = createLedger(METERS)
        post(first, before)
        const resumed = createLedger(METERS)
        const into = ledgerColumns(resumed)
        for (const [name, { buffer }] of ledgerColumns(first)) {
          new Uint8Array(into.get(name)?.buffer ?? new ArrayBuffer(0)).set(new Uint8Array(buffer))
        }
        post(resumed, after)
        expect(resumed).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })
})
