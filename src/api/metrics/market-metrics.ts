/** @module Metrics of the market and the certificates. */

import { joules } from './energy-metrics.ts'
import type { MetricsSource } from './metrics-source.ts'
import type { Told, ToldMetrics } from './told-metrics.ts'

export function addMarketMetrics(metrics: ToldMetrics, { live }: MetricsSource): void {
  const { currency, market } = live.facts.run
  const hasMarket = market !== 'none'
  const lastSlot = () => live.lastTick?.snapshot.market
  const run = () => (hasMarket ? live.measures?.run.market : null)
  const certificates = () => live.measures?.certificates
  /** Quoted per kilowatt-hour everywhere: in joules nobody could read it. */
  const price = (name: string, help: string, measure: () => Told): void =>
    metrics.gauges(`gridtokenx_${name}_price_per_kilowatthour`, help, ['currency'], () => [[{ currency }, measure()]])

  metrics.counter(
    'gridtokenx_market_slots_total',
    'Slots that have closed since the start of the run.',
    () => run()?.slots,
  )
  metrics.counter('gridtokenx_market_opportunities_total', 'Opportunities published by this process.', () =>
    hasMarket ? live.measures?.opportunities : null,
  )
  metrics.counter('gridtokenx_market_trades_total', 'Trades since the start of the run.', () => run()?.trades)
  metrics.counter('gridtokenx_market_traded_joules_total', 'Energy traded since the start of the run.', () =>
    joules(run()?.tradedKwh),
  )
  metrics.gauge('gridtokenx_market_slot_trades', 'Trades of the last slot.', () => lastSlot()?.trades)
  metrics.gauge('gridtokenx_market_slot_traded_joules', 'Energy traded in the last slot.', () =>
    joules(lastSlot()?.tradedKwh),
  )
  metrics.gauge('gridtokenx_market_slot_end_timestamp_seconds', 'Simulated time at which the last slot ended.', () => {
    const endMs = lastSlot()?.slotEndMs
    return endMs === undefined ? null : endMs / 1000
  })
  price('market', 'Mean price of the last slot, before fees; none without a trade.', () => lastSlot()?.price)
  price('grid_purchase', 'What the grid takes for energy now.', () => lastSlot()?.gridPurchaseRate)
  price('grid_feed_in', 'What the grid pays for energy now.', () => lastSlot()?.gridFeedInRate)

  metrics.counter(
    'gridtokenx_certificates_issued_joules_total',
    'Generation certified since the start of the run.',
    () => joules(certificates()?.issuedKwh),
  )
  metrics.gauges('gridtokenx_certificates_joules', 'Energy of the certificates in each state.', ['status'], () => [
    [{ status: 'active' }, joules(certificates()?.activeKwh)],
    [{ status: 'retired' }, joules(certificates()?.retiredKwh)],
    [{ status: 'claimed' }, joules(certificates()?.claimedKwh)],
    [{ status: 'expired' }, joules(certificates()?.expiredKwh)],
  ])
  metrics.gauge('gridtokenx_uncertified_joules', 'Generation that waits to be certified.', () =>
    joules(certificates()?.uncertifiedKwh),
  )
}
