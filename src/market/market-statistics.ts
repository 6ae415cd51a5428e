/** @module What the market of a run adds up to, kept in one checkpointed column. */

import type { ClearingRules } from './clearing-mechanism.ts'
import { volume, welfare } from './indicators/market-quality.ts'
import { addPrice, createPriceVolatility } from './indicators/price-volatility.ts'
import { callAuction } from './mechanisms/call-auction.ts'
import type { OrderBook } from './order-book.ts'
import type { Settlement, SlotEnergies } from './settlement.ts'
import type { SlotClearing } from './slot-clearing.ts'
import { Workspace } from './workspace.ts'

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

interface ClosedSlot {
  readonly book: OrderBook
  readonly clearing: SlotClearing
  readonly energies: SlotEnergies
  readonly settlement: Settlement
  readonly rules: ClearingRules
}

/** Adds one slot. */
export function addSlot(statistics: Float64Array, slot: ClosedSlot, space = new Workspace()): void {
  const { book, clearing, energies, settlement, rules } = slot
  const { trades } = clearing
  const imported = sum(energies.imported)
  const exported = sum(energies.exported)
  statistics[MARKET_STATISTIC.slots] += 1
  statistics[MARKET_STATISTIC.clearedSlots] += trades.size > 0 ? 1 : 0
  statistics[MARKET_STATISTIC.trades] += trades.size
  statistics[MARKET_STATISTIC.traded] += volume(trades)
  statistics[MARKET_STATISTIC.imported] += imported
  statistics[MARKET_STATISTIC.exported] += exported
  statistics[MARKET_STATISTIC.tradable] += Math.min(imported, exported)
  statistics[MARKET_STATISTIC.paid] += sum(trades.paid)
  statistics[MARKET_STATISTIC.received] += sum(trades.received)
  statistics[MARKET_STATISTIC.fees] += sum(trades.fee)
  statistics[MARKET_STATISTIC.welfare] += welfare(trades, book)
  statistics[MARKET_STATISTIC.maximalWelfare] += welfare(callAuction.clear(book, rules, space).matches, book)
  statistics[MARKET_STATISTIC.balance] += sum(settlement.balance.subarray(0, settlement.meters))
  statistics[MARKET_STATISTIC.gridOnly] += sum(settlement.gridOnly)
  if (clearing.price !== null) {
    statistics[MARKET_STATISTIC.lastPrice] = clearing.price
  }
  addPrice(statistics.subarray(MARKET_STATISTIC.volatility), clearing.price)
}

function sum(column: Float64Array): number {
  let total = 0
  for (let i = 0; i < column.length; i++) {
    total += column[i]
  }
  return total
}
