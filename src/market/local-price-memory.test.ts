import { describe, expect, it } from 'vitest'
import { createLocalPriceMemory, localPriceColumns, rememberSlot } from './local-price-memory.ts'
import { createSettlement, type SlotEnergies } from './settlement.ts'

/** [micro-units/kWh] */
const PRICES = { purchase: 280_000, feedIn: 120_000 }
const KWH = 1_000_000
const NOBODY = new Int32Array(0)

/** Two meters: one exports 2 kWh, one imports 4 kWh, and 1 kWh is traded at 0.20 with a fee of 0.01. */
function slot() {
  const energies: SlotEnergies = {
    exported: Float64Array.from([2 * KWH, 0]),
    imported: Float64Array.from([0, 4 * KWH]),
  }
  const settlement = createSettlement(2)
  settlement.received[0] = 200_000
  settlement.gridReceived[0] = 120_000
  settlement.paid[1] = 200_000
  settlement.fee[1] = 10_000
  settlement.gridPaid[1] = 3 * 280_000
  return { energies, settlement }
}

describe('what a slot teaches', () => {
  it('is the mean price of all energy, as a share of the spread', () => {
    const memory = createLocalPriceMemory(96)
    const { energies, settlement } = slot()
    rememberSlot(memory, 40, 1, NOBODY, settlement, energies, PRICES)
    // 0.32 for 2 kWh is 0.16; 1.05 for 4 kWh is 0.2625; the spread is 0.16 from 0.12.
    expect(memory.sellShare[40]).toBeCloseTo(0.25, 12)
    expect(memory.buyShare[40]).toBeCloseTo(0.890_625, 12)
    expect(memory.sellShare.filter((share) => !Number.isNaN(share))).toHaveLength(1)
  })

  it('weighs a fifth, or less where several slots share a period', () => {
    const { energies, settlement } = slot()
    for (const slotsPerPeriod of [1, 3]) {
      const memory = createLocalPriceMemory(96)
      memory.sellShare[5] = 1
      rememberSlot(memory, 5, slotsPerPeriod, NOBODY, settlement, energies, PRICES)
      expect(memory.sellShare[5]).toBeCloseTo(1 - (0.2 / slotsPerPeriod) * 0.75, 12)
    }
  })

  it('is what the traders paid and received where they did, and what all did where they did not', () => {
    const memory = createLocalPriceMemory(96)
    const energies = { exported: Float64Array.from([KWH, KWH, 0]), imported: Float64Array.from([0, 0, KWH]) }
    const settlement = createSettlement(3)
    settlement.received.set([280_000, 120_000, 0])
    settlement.paid[2] = 200_000
    rememberSlot(memory, 0, 1, Int32Array.of(1), settlement, energies, PRICES)
    expect(memory.sellShare[0]).toBe(0)
    expect(memory.buyShare[0]).toBeCloseTo(0.5, 12)
  })

  it('is nothing without energy, or without a spread', () => {
    const memory = createLocalPriceMemory(4)
    const none = { exported: new Float64Array(2), imported: new Float64Array(2) }
    rememberSlot(memory, 0, 1, NOBODY, createSettlement(2), none, PRICES)
    const { energies, settlement } = slot()
    rememberSlot(memory, 0, 1, NOBODY, settlement, energies, { purchase: 1, feedIn: 1 })
    for (const [name, column] of localPriceColumns(memory)) {
      expect(column.every(Number.isNaN), name).toBe(true)
    }
  })
})
