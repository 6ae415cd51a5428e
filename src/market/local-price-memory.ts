/** @module What energy has been worth among the meters at each time of day: remembered, and expected again. */

import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { Settlement, SlotEnergies } from './settlement.ts'
import type { GridPrices } from './tariff.ts'

/** Workdays, and days off: weekends and the tariff's holidays. */
export const DAY_KINDS = 2

/** Weight of the latest day of its kind: half of what is remembered is about three such days old or less. */
const LATEST_DAY_WEIGHT = 0.2

/**
 * Where a kilowatt-hour's mean price lay between the grid's feed-in rate (0) and its purchase rate (1), by kind of day and
 * period of the day; NaN where nothing was exported, or imported, yet.
 */
export interface LocalPriceMemory {
  readonly periods: number
  /** Of exports: what sellers and the grid's feed-in brought. */
  readonly sellShare: Float64Array
  /** Of imports: what local purchases with their fees, and the grid's energy, cost. */
  readonly buyShare: Float64Array
}

/** @param periods - parts of a day that are remembered apart */
export function createLocalPriceMemory(periods: number): LocalPriceMemory {
  return {
    periods,
    sellShare: new Float64Array(DAY_KINDS * periods).fill(Number.NaN),
    buyShare: new Float64Array(DAY_KINDS * periods).fill(Number.NaN),
  }
}

/** The memory by name; views, not copies. */
export function localPriceColumns(memory: LocalPriceMemory): Map<string, Float64Array> {
  return new Map([
    ['marketSellShare', memory.sellShare],
    ['marketBuyShare', memory.buyShare],
  ])
}

/**
 * Remembers a settled slot: share' = share + w · (price − feedIn)/(purchase − feedIn) − w · share.
 *
 * The mean over all energy, traded or not, is what a kilowatt-hour may expect: it falls to the feed-in rate as sellers
 * crowd the market, and rises to the purchase rate as buyers do. What the traders themselves paid and received counts,
 * since their orders are large and move the price; where none of them took or gave energy, what everybody did. Shares,
 * not prices, so that what was learned in one period of a tariff holds in another.
 *
 * @param at - position: kind of day · periods + period of the day
 * @param traders - meters whose batteries trade
 * @param slotsPerPeriod - slots that share a period: each weighs the less
 */
export function rememberSlot(
  memory: LocalPriceMemory,
  at: number,
  slotsPerPeriod: number,
  traders: Int32Array,
  settlement: Settlement,
  energies: SlotEnergies,
  { purchase, feedIn }: GridPrices,
): void {
  const spread = purchase - feedIn
  if (spread <= 0) return
  const weight = LATEST_DAY_WEIGHT / slotsPerPeriod
  const sell = meanPrice(traders, energies.exported, [settlement.received, settlement.gridReceived])
  const buy = meanPrice(traders, energies.imported, [settlement.paid, settlement.fee, settlement.gridPaid])
  remember(memory.sellShare, at, weight, (sell - feedIn) / spread)
  remember(memory.buyShare, at, weight, (buy - feedIn) / spread)
}

/** Mean price of the traders' energy, of everybody's where they had none [micro-units/kWh]; NaN without energy. */
function meanPrice(traders: Int32Array, energy: Float64Array, amounts: readonly Float64Array[]): number {
  const traded = sumOf(energy, traders)
  const [milliWh, group] = traded > 0 ? [traded, traders] : [sumOf(energy, null), null]
  const microUnits = amounts.reduce((sum, amount) => sum + sumOf(amount, group), 0)
  return milliWh === 0 ? Number.NaN : (microUnits / milliWh) * MILLI_WH_PER_KWH
}

/** Sum of a column of whole numbers, exact whatever the order, over some meters or, for null, all. */
function sumOf(column: Float64Array, meters: Int32Array | null): number {
  let sum = 0
  if (meters === null) {
    for (const value of column) sum += value
  } else {
    for (const meter of meters) sum += column[meter]
  }
  return sum
}

function remember(shares: Float64Array, at: number, weight: number, share: number): void {
  if (Number.isNaN(share)) return
  shares[at] = Number.isNaN(shares[at]) ? share : shares[at] + weight * (share - shares[at])
}
