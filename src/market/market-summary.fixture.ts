/** @module A market's summary for tests that only pass it on or show it. */

import type { MarketSummary } from './market-summary.ts'

export const SOME_MARKET: MarketSummary = {
  mechanism: 'call-auction',
  currency: 'USD',
  slots: 96,
  clearedSlots: 40,
  trades: 300,
  tradedKwh: 20_000,
  meanPrice: 0.2,
  priceVolatility: 0.1,
  localShares: { ofImports: 0.2, ofExports: 0.5, ofTradable: 0.9 },
  efficiency: 0.95,
  priceOfFairness: 0.05,
  networkFees: 100,
  operatorBalance: 0,
  bill: 60_000,
  gridOnlyBill: 63_600,
  saving: 3600,
  savingShare: 0.0566,
  worseOff: 0,
  giniOfSavings: 0.4,
  jainOfSavings: 0.6,
  qualityOfService: { participants: 2, meanFill: 0.7, minFill: 0.5, fairness: 0.92 },
}
