/** @module Works out the indicators of a slot and makes its record of them. */

import { utcText } from '../../time/utc-text.ts'
import { qualityOfFills } from '../indicators/fairness.ts'
import { localShares } from '../indicators/local-shares.ts'
import { marketEfficiency, meanPrice, priceOfFairness } from '../indicators/market-quality.ts'
import { savingSpread, savings } from '../indicators/savings.ts'
import { share } from '../indicators/share.ts'
import type { SlotSums } from '../slot-sums.ts'
import type { GridPrices } from '../tariff.ts'
import type { MarketSlotRecord } from './market-slot-record.ts'
import type { CampusSums, RankedColumns, SettledColumns } from './record-columns.ts'
import type { SlotTimes } from './record-fields.ts'

/** What a slot's record is made of. */
export interface ClosedSlot extends SlotTimes {
  readonly prices: GridPrices
  readonly sums: SlotSums
  readonly opportunities: Pick<RankedColumns, 'size'>
  readonly settlement: Pick<SettledColumns, 'balance' | 'gridOnly'>
}

const MILLION = 1_000_000

/** The record of a slot, its fields in their documented order. */
export function marketSlotRecord(slot: ClosedSlot, campus: CampusSums, mechanism: string): MarketSlotRecord {
  const { prices, sums, opportunities, settlement } = slot
  const local = localShares(sums)
  const spread = savingSpread(savings(settlement.balance, settlement.gridOnly))
  const service = qualityOfFills({
    participants: sums.bids + sums.offers,
    sum: sums.fills,
    squares: sums.fillSquares,
    least: sums.leastFill,
  })
  return {
    timestamp: utcText(slot.endMs),
    slot_start: utcText(slot.startMs),
    mechanism,
    grid_feed_in_rate: ofMillionths(prices.feedIn),
    grid_purchase_rate: ofMillionths(prices.purchase),
    energy_generated: ofMillionths(campus.generated),
    energy_consumed: ofMillionths(campus.consumed),
    energy_imported: ofMillionths(sums.imported),
    energy_exported: ofMillionths(sums.exported),
    bids: sums.bids,
    offers: sums.offers,
    energy_bid: ofMillionths(sums.bidEnergy),
    energy_offered: ofMillionths(sums.offeredEnergy),
    opportunities: opportunities.size,
    trades: sums.trades,
    energy_traded: ofMillionths(sums.traded),
    price: rounded(meanPrice(sums.paid, sums.traded), 1),
    network_fees: ofMillionths(sums.fees),
    operator_balance: ofMillionths(sums.paid - sums.received),
    welfare: ofMillionths(Math.round(sums.welfare)),
    maximal_welfare: ofMillionths(Math.round(sums.maximalWelfare)),
    efficiency: rounded(marketEfficiency(sums.welfare, sums.maximalWelfare)),
    price_of_fairness: rounded(priceOfFairness(sums.maximalWelfare, sums.welfare)),
    local_share_of_imports: rounded(local.ofImports),
    local_share_of_exports: rounded(local.ofExports),
    local_share_of_tradable: rounded(local.ofTradable),
    campus_self_consumption: rounded(share(campus.selfConsumed, campus.generated)),
    campus_self_sufficiency: rounded(share(campus.selfSupplied, campus.consumed)),
    // Not the negative: nothing is not less than nothing.
    bill: ofMillionths(0 - sums.balance),
    grid_only_bill: ofMillionths(0 - sums.gridOnly),
    saving: ofMillionths(sums.balance - sums.gridOnly),
    worse_off: spread.worseOff,
    gini_of_savings: rounded(spread.gini),
    jain_of_savings: rounded(spread.jain),
    quality_of_service_mean: rounded(service.meanFill),
    quality_of_service_min: rounded(service.minFill),
    quality_of_service_jain: rounded(service.fairness),
  }
}

/** A whole number of milliwatt-hours or micro-units as kilowatt-hours or money. */
function ofMillionths(value: number): number {
  return value / MILLION
}

/** An indicator to six decimals; one in micro-units is rounded to the whole of them. */
function rounded(value: number | null, scale = MILLION): number | null {
  return value === null ? null : Math.round(value * scale) / MILLION
}
