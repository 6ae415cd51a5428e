import { describe, expect, it } from 'vitest'
import { createLedger } from './ledger.ts'
import { addSlot, createMarketStatistics, MARKET_STATISTIC } from './market-statistics.ts'
import { type MarketSummary, summariseMarket } from './market-summary.ts'
import { quietSlot, tradedSlot } from './settled-slot.fixture.ts'
import { type SettledSlot, slotSums } from './slot-sums.ts'

const KWH = 1_000_000

function add(statistics: Float64Array, slot: SettledSlot): void {
  addSlot(statistics, slotSums(slot), slot.clearing.price)
}

function summaryOf(statistics: Float64Array, savings: readonly number[]): MarketSummary {
  const ledger = createLedger(savings.length)
  ledger.gridOnly.fill(-1_000_000)
  savings.forEach((saving, i) => {
    ledger.balance[i] = -1_000_000 + saving
  })
  return summariseMarket({
    mechanism: 'call-auction',
    currency: 'THB',
    statistics,
    ledger,
    wished: Float64Array.of(4 * KWH, 3 * KWH, 2 * KWH).subarray(0, savings.length),
    filled: Float64Array.of(3 * KWH, 3 * KWH, 0).subarray(0, savings.length),
  })
}

describe('addSlot', () => {
  it('adds up volume, money, welfare and what could have been', () => {
    const statistics = createMarketStatistics()
    add(statistics, tradedSlot())
    add(statistics, quietSlot())
    const at = (name: keyof typeof MARKET_STATISTIC): number => statistics[MARKET_STATISTIC[name]]
    expect(at('slots')).toBe(2)
    expect(at('clearedSlots')).toBe(1)
    expect(at('trades')).toBe(1)
    expect(at('traded')).toBe(3 * KWH)
    expect(at('imported')).toBe(6 * KWH)
    expect(at('exported')).toBe(4 * KWH)
    // The least of both in each slot: 4 of 5 kWh, then 0 of 1.
    expect(at('tradable')).toBe(4 * KWH)
    expect(at('paid')).toBe(600_000)
    expect(at('received')).toBe(600_000)
    expect(at('fees')).toBe(30_000)
    // 3 kWh · (0.25 − 0.15); at best another kWh · (0.20 − 0.15).
    expect(at('welfare')).toBe(300_000)
    expect(at('maximalWelfare')).toBe(350_000)
    expect(at('balance')).toBe(-470_000)
    expect(at('gridOnly')).toBe(-920_000)
    // A slot without a price leaves the last one standing.
    expect(at('lastPrice')).toBe(200_000)
  })
})

describe('summariseMarket', () => {
  it('knows nothing before the first slot', () => {
    const statistics = createMarketStatistics()
    const ledger = createLedger(2)
    const none = new Float64Array(2)
    const input = { mechanism: 'vcg', currency: 'THB', statistics, ledger, wished: none, filled: none }
    expect(summariseMarket(input)).toEqual({
      mechanism: 'vcg',
      currency: 'THB',
      slots: 0,
      clearedSlots: 0,
      trades: 0,
      tradedKwh: 0,
      meanPrice: null,
      priceVolatility: null,
      localShares: { ofImports: null, ofExports: null, ofTradable: null },
      efficiency: null,
      priceOfFairness: null,
      networkFees: 0,
      operatorBalance: 0,
      bill: 0,
      gridOnlyBill: 0,
      saving: 0,
      savingShare: null,
      worseOff: 0,
      giniOfSavings: null,
      jainOfSavings: null,
      qualityOfService: { participants: 0, meanFill: null, minFill: null, fairness: null },
    })
  })

  it('tells what one slot came to', () => {
    const statistics = createMarketStatistics()
    add(statistics, tradedSlot())
    const summary = summaryOf(statistics, [240_000, 210_000, 0])
    expect(summary).toMatchObject({
      tradedKwh: 3,
      meanPrice: 0.2,
      priceVolatility: null,
      localShares: { ofImports: 0.6, ofExports: 0.75, ofTradable: 0.75 },
      networkFees: 0.03,
      operatorBalance: 0,
      bill: 0.47,
      gridOnlyBill: 0.92,
      saving: 0.45,
      worseOff: 0,
    })
    expect(summary.efficiency).toBeCloseTo(6 / 7, 12)
    expect(summary.priceOfFairness).toBeCloseTo(1 / 7, 12)
    expect(summary.savingShare).toBeCloseTo(45 / 92, 12)
    // Savings of 24, 21 and 0 parts: mean difference 96 / 9 over twice the mean, 30; and 45² / (3 · 1017).
    expect(summary.giniOfSavings).toBeCloseTo(96 / 9 / 30, 12)
    expect(summary.jainOfSavings).toBeCloseTo(2025 / 3051, 12)
    // Three quarters, all and none of their orders; Jain's (7/4)² / (3 · 25/16).
    expect(summary.qualityOfService).toMatchObject({ participants: 3, minFill: 0 })
    expect(summary.qualityOfService.meanFill).toBeCloseTo(7 / 12, 12)
    expect(summary.qualityOfService.fairness).toBeCloseTo(49 / 75, 12)
  })

  it('counts who is worse off by more than a thousandth of the currency', () => {
    const statistics = createMarketStatistics()
    expect(summaryOf(statistics, [-1000, 5, 0]).worseOff).toBe(0)
    expect(summaryOf(statistics, [-1001, 5, -2_000_000]).worseOff).toBe(2)
  })
})
