/** @module What the market of a run amounts to, beside the grid alone. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import { type QualityOfService, qualityOfService } from './indicators/fairness.ts'
import { type LocalShares, localShares } from './indicators/local-shares.ts'
import { marketEfficiency, meanPrice, priceOfFairness } from './indicators/market-quality.ts'
import { priceVolatility } from './indicators/price-volatility.ts'
import { relativeSaving, savingSpread, savings } from './indicators/savings.ts'
import type { Ledger } from './ledger.ts'
import { MARKET_STATISTIC } from './market-statistics.ts'
import { MICRO_PER_UNIT } from './money.ts'

/** Money in the run's currency, energies in kWh; null where nothing can be said. */
export interface MarketSummary {
  readonly mechanism: string
  readonly currency: string
  readonly slots: number
  readonly clearedSlots: number
  readonly trades: number
  readonly tradedKwh: number
  /** Mean price over the traded energy [currency/kWh]. */
  readonly meanPrice: number | null
  /** Standard deviation of the price's log returns from slot to slot. */
  readonly priceVolatility: number | null
  /** Energy traded, as shares of what the meters took, gave, and could have covered among themselves. */
  readonly localShares: LocalShares
  /** Realised over maximal welfare of the reported limits; and the welfare given up, as a share of the maximal. */
  readonly efficiency: number | null
  readonly priceOfFairness: number | null
  readonly networkFees: number
  /** What buyers paid less what sellers received: a rule's surplus, or with a minus its deficit. */
  readonly operatorBalance: number
  /** What all meters together paid (positive) with the market and with the grid alone. */
  readonly bill: number
  readonly gridOnlyBill: number
  readonly saving: number
  readonly savingShare: number | null
  /** Meters worse off than with the grid alone, beyond rounding; a rule that is individually rational has none. */
  readonly worseOff: number
  /** Inequality of the meters' savings: 0 all the same, 1 one has all; and Jain's index, 1 all the same. */
  readonly giniOfSavings: number | null
  readonly jainOfSavings: number | null
  /** How far the meters' orders were filled, and how evenly. */
  readonly qualityOfService: QualityOfService
}

/** What a market's summary is made from. */
export interface MarketSummaryInput {
  readonly mechanism: string
  readonly currency: string
  readonly statistics: Float64Array
  readonly ledger: Ledger
  /** Energy ordered and traded by meter [mWh]. */
  readonly wished: Float64Array
  readonly filled: Float64Array
}

/** Summarises the market up to its last closed slot. */
export function summariseMarket(input: MarketSummaryInput): MarketSummary {
  const { mechanism, currency, statistics, ledger, wished, filled } = input
  const at = (name: keyof typeof MARKET_STATISTIC): number => statistics[MARKET_STATISTIC[name]]
  const money = (name: keyof typeof MARKET_STATISTIC): number => at(name) / MICRO_PER_UNIT
  const spread = savingSpread(savings(ledger.balance, ledger.gridOnly))
  const price = meanPrice(at('paid'), at('traded'))
  return {
    mechanism,
    currency,
    slots: at('slots'),
    clearedSlots: at('clearedSlots'),
    trades: at('trades'),
    tradedKwh: at('traded') / MILLI_WH_PER_KWH,
    meanPrice: price === null ? null : price / MICRO_PER_UNIT,
    priceVolatility: priceVolatility(statistics.subarray(MARKET_STATISTIC.volatility)),
    localShares: localShares({
      imported: at('imported'),
      exported: at('exported'),
      traded: at('traded'),
      tradable: at('tradable'),
    }),
    efficiency: marketEfficiency(at('welfare'), at('maximalWelfare')),
    priceOfFairness: priceOfFairness(at('maximalWelfare'), at('welfare')),
    networkFees: money('fees'),
    operatorBalance: (at('paid') - at('received')) / MICRO_PER_UNIT,
    // Not the negative: nothing is not less than nothing.
    bill: 0 - money('balance'),
    gridOnlyBill: 0 - money('gridOnly'),
    saving: (at('balance') - at('gridOnly')) / MICRO_PER_UNIT,
    savingShare: relativeSaving(at('balance') - at('gridOnly'), at('gridOnly')),
    worseOff: spread.worseOff,
    giniOfSavings: spread.gini,
    jainOfSavings: spread.jain,
    qualityOfService: qualityOfService(filled, wished),
  }
}
