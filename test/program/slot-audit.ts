/** @module What a market slot came to, worked out again from the readings, trades and settlements of that slot. */

import { numberOf, type Reading } from './journal.ts'

/** The records of one slot, from a run with one interval to a slot in which any energy makes an order and a trade. */
export interface SlotRecords {
  readonly readings: readonly Reading[]
  readonly opportunities: readonly Reading[]
  readonly trades: readonly Reading[]
  readonly settlements: readonly Reading[]
}

/** A loss in the slot up to this counts as none [micro-units]. */
const ROUNDING = 1000

/** A number of kilowatt-hours or money as the whole milliwatt-hours or micro-units it stands for. */
const millionths = (record: Reading, field: string): number => Math.round(numberOf(record, field) * 1e6)
const sum = (records: readonly Reading[], field: string): number =>
  records.reduce((total, record) => total + millionths(record, field), 0)
const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** The fields of a `market_slots` line that are numbers; ratios are not rounded. */
export function slotFiguresOf({
  readings,
  opportunities,
  trades,
  settlements,
}: SlotRecords): Record<string, number | null> {
  const generated = sum(readings, 'energy_generated')
  const consumed = sum(readings, 'energy_consumed')
  const imported = sum(readings, 'energy_imported')
  const exported = sum(readings, 'energy_exported')
  const traded = sum(trades, 'energy')
  const bids = readings.filter((reading) => millionths(reading, 'energy_imported') > 0)
  const offers = readings.filter((reading) => millionths(reading, 'energy_exported') > 0)
  const reached = welfareOf(trades, readings)
  const best = bestWelfare(bids, offers)
  const saved = readings.map(({ meter_id }) => {
    const settlement = settlements.find((record) => record.meter_id === meter_id)
    return settlement === undefined ? 0 : millionths(settlement, 'saving')
  })
  const gains = saved.map((saving) => Math.max(0, saving))
  const fills = [
    ...bids.map((bid) => sum(of(trades, 'buyer_id', bid), 'energy') / millionths(bid, 'energy_imported')),
    ...offers.map((offer) => sum(of(trades, 'seller_id', offer), 'energy') / millionths(offer, 'energy_exported')),
  ]
  return {
    grid_feed_in_rate: numberOf(readings[0], 'grid_feed_in_rate'),
    grid_purchase_rate: numberOf(readings[0], 'grid_purchase_rate'),
    energy_generated: generated / 1e6,
    energy_consumed: consumed / 1e6,
    energy_imported: imported / 1e6,
    energy_exported: exported / 1e6,
    bids: bids.length,
    offers: offers.length,
    energy_bid: sum(bids, 'energy_imported') / 1e6,
    energy_offered: sum(offers, 'energy_exported') / 1e6,
    opportunities: opportunities.length,
    trades: trades.length,
    energy_traded: traded / 1e6,
    price: ratio(sum(trades, 'buyer_amount'), traded),
    network_fees: sum(trades, 'network_fee') / 1e6,
    operator_balance: (sum(trades, 'buyer_amount') - sum(trades, 'seller_amount')) / 1e6,
    welfare: reached,
    maximal_welfare: best,
    efficiency: ratio(reached, best),
    price_of_fairness: ratio(best - reached, best),
    local_share_of_imports: ratio(traded, imported),
    local_share_of_exports: ratio(traded, exported),
    local_share_of_tradable: ratio(traded, Math.min(imported, exported)),
    campus_self_consumption: ratio(Math.min(generated, consumed + sum(readings, 'battery_charged')), generated),
    campus_self_sufficiency: ratio(Math.min(consumed, generated + sum(readings, 'battery_discharged')), consumed),
    bill: -sum(settlements, 'balance') / 1e6,
    grid_only_bill: -sum(settlements, 'grid_only_balance') / 1e6,
    saving: total(saved) / 1e6,
    worse_off: saved.filter((saving) => saving < -ROUNDING).length,
    gini_of_savings: giniOf(gains),
    jain_of_savings: jainOf(gains),
    quality_of_service_mean: ratio(total(fills), fills.length),
    quality_of_service_min: fills.length > 0 ? Math.min(...fills) : null,
    quality_of_service_jain: jainOf(fills),
  }
}

/** The trades of a reading's meter on one side. */
function of(trades: readonly Reading[], side: string, { meter_id }: Reading): readonly Reading[] {
  return trades.filter((trade) => trade[side] === meter_id)
}

/** Σ (bid − ask) · energy at the quotes the readings show. */
function welfareOf(trades: readonly Reading[], readings: readonly Reading[]): number {
  const quote = (meter: unknown, field: string): number =>
    numberOf(readings.find(({ meter_id }) => meter_id === meter) ?? {}, field)
  const gain = (trade: Reading): number =>
    (quote(trade.buyer_id, 'max_buy_price') - quote(trade.seller_id, 'max_sell_price')) * numberOf(trade, 'energy')
  return total(trades.map(gain))
}

/** The highest bids with the lowest offers, as long as they gain. */
function bestWelfare(bids: readonly Reading[], offers: readonly Reading[]): number {
  const orders = (readings: readonly Reading[], price: string, energy: string) =>
    readings.map((reading) => ({ price: numberOf(reading, price), left: numberOf(reading, energy) }))
  const buyers = orders(bids, 'max_buy_price', 'energy_imported').sort((a, b) => b.price - a.price)
  const sellers = orders(offers, 'max_sell_price', 'energy_exported').sort((a, b) => a.price - b.price)
  let welfare = 0
  for (const buyer of buyers) {
    for (const seller of sellers) {
      if (buyer.price > seller.price) {
        const energy = Math.min(buyer.left, seller.left)
        welfare += (buyer.price - seller.price) * energy
        buyer.left -= energy
        seller.left -= energy
      }
    }
  }
  return welfare
}

/** By its definition, over all pairs. */
function giniOf(values: readonly number[]): number | null {
  const differences = total(values.flatMap((a) => values.map((b) => Math.abs(a - b))))
  return ratio(differences, 2 * values.length * total(values))
}

function jainOf(values: readonly number[]): number | null {
  return ratio(total(values) ** 2, values.length * total(values.map((value) => value * value)))
}
