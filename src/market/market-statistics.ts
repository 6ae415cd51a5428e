/** @module What the market of a run adds up to, kept in one checkpointed column. */

import { addPrice, createPriceVolatility } from './indicators/price-volatility.ts'
import type { SlotSums } from './slot-sums.ts'

/** Positions in the statistics; the state of the price's volatility follows at `volatility`. */
export const MARKET_STATISTIC = {
  slots: 0,
  /** Slots with at least one trade. */
  clearedSlots: 1,
  trades: 2,
  /** Energies [mWh]. */
  traded: 3,
  imported: 4,
  exported: 5,
  /** Σ over slots of min(imports, exports): what the meters could have covered among themselves. */
  tradable: 6,
  /** Money [micro-units]. */
  paid: 7,
  received: 8,
  fees: 9,
  /** Welfare of the trades, and the most the books allowed without fees and distances [micro-units]. */
  welfare: 10,
  maximalWelfare: 11,
  /** Σ of the meters' balances with the market and without it [micro-units]. */
  balance: 12,
  gridOnly: 13,
  lastPrice: 14,
  volatility: 15,
} as const

/** Statistics before the first slot. */
export function createMarketStatistics(): Float64Array {
  return new Float64Array(MARKET_STATISTIC.volatility + createPriceVolatility().length)
}

/** The sums of a slot that a run's are made of. */
const ADDED = [
  'trades',
  'traded',
  'imported',
  'exported',
  'tradable',
  'paid',
  'received',
  'fees',
  'welfare',
  'maximalWelfare',
  'balance',
  'gridOnly',
] as const satisfies readonly (keyof SlotSums & keyof typeof MARKET_STATISTIC)[]

/**
 * Adds one slot.
 *
 * @param price - its mean price [micro-units/kWh]; null without a trade
 */
export function addSlot(statistics: Float64Array, sums: SlotSums, price: number | null): void {
  statistics[MARKET_STATISTIC.slots] += 1
  statistics[MARKET_STATISTIC.clearedSlots] += sums.trades > 0 ? 1 : 0
  for (const name of ADDED) {
    statistics[MARKET_STATISTIC[name]] += sums[name]
  }
  if (price !== null) {
    statistics[MARKET_STATISTIC.lastPrice] = price
  }
  addPrice(statistics.subarray(MARKET_STATISTIC.volatility), price)
}
