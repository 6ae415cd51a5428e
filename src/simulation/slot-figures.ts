/** @module The few figures of a closed market slot that outlive it, for people to read. */

import type { Fleet } from '../campus/meter.ts'
import type { Settings } from '../config/settings.ts'
import { volume } from '../market/indicators/market-quality.ts'
import type { SlotOutcome } from '../market/market-session.ts'
import { MICRO_PER_UNIT } from '../market/money.ts'
import type { SlotTrades } from '../market/slot-clearing.ts'
import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import type { MarketSnapshot, TradeSnapshot } from './snapshot.ts'

/** Trades worth showing: a slot may have as many as the fleet has meters. */
const MOST_TRADES = 3

/** A market's snapshot but for the grid's prices, which may have changed since the slot. */
export type SlotFigures = Omit<MarketSnapshot, 'gridPurchaseRate' | 'gridFeedInRate'>

/** Plain figures of a slot; they stay valid when the outcome no longer is. */
export function slotFigures(
  { startMs, endMs, clearing: { trades, price } }: Pick<SlotOutcome, 'startMs' | 'endMs' | 'clearing'>,
  { currency, marketMechanism }: Pick<Settings, 'currency' | 'marketMechanism'>,
  fleet: Fleet,
): SlotFigures {
  return {
    currency,
    mechanism: marketMechanism,
    slotStartMs: startMs,
    slotEndMs: endMs,
    price: price === null ? null : price / MICRO_PER_UNIT,
    tradedKwh: volume(trades) / MILLI_WH_PER_KWH,
    trades: trades.size,
    largestTrades: largestTrades(trades).map((trade) => tradeSnapshot(trades, trade, fleet)),
  }
}

/** Indices of the largest trades, the largest first; of two alike the earlier one. */
function largestTrades({ size, quantity }: SlotTrades): number[] {
  const largest: number[] = []
  for (let trade = 0; trade < size; trade++) {
    let rank = largest.length
    while (rank > 0 && quantity[trade] > quantity[largest[rank - 1]]) {
      rank -= 1
    }
    if (rank < MOST_TRADES) {
      largest.splice(rank, 0, trade)
      largest.length = Math.min(largest.length, MOST_TRADES)
    }
  }
  return largest
}

function tradeSnapshot({ seller, buyer, quantity, paid }: SlotTrades, trade: number, fleet: Fleet): TradeSnapshot {
  const kwh = quantity[trade] / MILLI_WH_PER_KWH
  return {
    sellerId: fleet.meter(seller[trade]).meterId,
    buyerId: fleet.meter(buyer[trade]).meterId,
    kwh,
    price: paid[trade] / MICRO_PER_UNIT / kwh,
  }
}
