/** @module What the market of a run amounts to, beside the grid alone. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import { gini, jain } from './indicators/fairness.ts'
import { marketEfficiency, meanPrice } from './indicators/market-quality.ts'
import { priceVolatility } from './indicators/price-volatility.ts'
import { relativeSaving, savings } from './indicators/savings.ts'
import { share } from './indicators/share.ts'
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
  /** Share of what the meters could have covered among themselves that they traded. */
  readonly localShare: number | null
  /** Realised over maximal welfare of the reported limits. */
  readonly efficiency: number | null
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
}

/** A micro-unit may be lost to rounding in every trade: below this a saving counts as none [micro-units]. */
const ROUNDING_MICRO = 1000

/** Summarises the market up to its last closed slot. */
export function summariseMarket(
  mechanism: string,
  currency: string,
  statistics: Float64Array,
  ledger: Ledger,
): MarketSummary {
  const at = (name: keyof typeof MARKET_STATISTIC): number => statistics[MARKET_STATISTIC[name]]
  const money = (name: keyof typeof MARKET_STATISTIC): number => at(name) / MICRO_PER_UNIT
  const saved = savings(ledger.balance, ledger.gridOnly)
  const gains = saved.map((amount) => Math.max(0, amount))
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
    localShare: share(at('traded'), at('tradable')),
    efficiency: marketEfficiency(at('welfare'), at('maximalWelfare')),
    networkFees: money('fees'),
    operatorBalance: money('paid') - money('received'),
    bill: -money('balance'),
    gridOnlyBill: -money('gridOnly'),
    saving: money('balance') - money('gridOnly'),
    savingShare: relativeSaving(at('balance') - at('gridOnly'), at('gridOnly')),
    worseOff: saved.reduce((count, amount) => count + (amount < -ROUNDING_MICRO ? 1 : 0), 0),
    giniOfSavings: gini(gains),
    jainOfSavings: jain(gains),
  }
}
