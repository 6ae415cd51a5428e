import { describe, expect, it } from 'vitest'
import { quietSlot, tradedSlot } from './settled-slot.fixture.ts'
import { SLOT_SUMS, slotSums } from './slot-sums.ts'

const KWH = 1_000_000

describe('slotSums', () => {
  it('adds up orders, energies, money, welfare and filled shares', () => {
    const sums = slotSums(tradedSlot())
    expect(sums).toEqual({
      bids: 2,
      offers: 1,
      trades: 1,
      bidEnergy: 5 * KWH,
      offeredEnergy: 4 * KWH,
      imported: 5 * KWH,
      exported: 4 * KWH,
      tradable: 4 * KWH,
      traded: 3 * KWH,
      paid: 600_000,
      received: 600_000,
      fees: 30_000,
      balance: -470_000,
      gridOnly: -920_000,
      // 3 kWh · (0.25 − 0.15); at best another kWh · (0.20 − 0.15).
      welfare: 300_000,
      maximalWelfare: 350_000,
      // All, none and three quarters.
      fills: 1.75,
      fillSquares: 1.5625,
      leastFill: 0,
    })
    expect(Object.keys(sums).sort()).toEqual([...SLOT_SUMS].sort())
  })

  it('of a slot without orders are those of its meters', () => {
    expect(slotSums(quietSlot())).toMatchObject({
      bids: 0,
      offers: 0,
      trades: 0,
      imported: KWH,
      exported: 0,
      tradable: 0,
      maximalWelfare: 0,
      fills: 0,
      leastFill: Number.POSITIVE_INFINITY,
    })
  })
})
