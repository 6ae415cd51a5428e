/** @module Metrics in the format of Prometheus: base units, few series, none per meter. */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { addAlertMetrics } from './alert-metrics.ts'
import type { LiveCampus } from './live-campus.ts'
import type { ToldAlerts } from './told-alerts.ts'

/** What is measured. */
export interface MetricsSource {
  readonly live: LiveCampus
  readonly events: { readonly clients: number }
  readonly alerts: ToldAlerts
  /** Now [ms since 1970 UTC]. */
  readonly clock: () => number
}

const WATT_PER_KW = 1000

/** What all of a run's ticks have come to is told by the run: a counter is set to it before it is read. */
export class CampusMetrics {
  readonly #registry = new Registry()
  readonly #requests: Histogram

  constructor(context: MetricsSource) {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    this.#requests = new Histogram({
      name: 'gridtokenx_http_request_duration_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    })
    const counter = (name: string, help: string, measure: () => number): Counter =>
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(measure())
        },
      })
    const { live } = context
    const types = new Map<string, number>()
    for (const { meter_type } of live.facts.run.meters) types.set(meter_type, (types.get(meter_type) ?? 0) + 1)
    counter('gridtokenx_ticks_total', 'Intervals since the start of the run.', () => live.lastTick?.snapshot.tick ?? 0)
    counter('gridtokenx_late_ticks_total', 'Ticks of this process that were late.', () => live.lastTick?.lateTicks ?? 0)
    new Counter({
      name: 'gridtokenx_readings_total',
      help: 'Readings since the start of the run.',
      labelNames: ['meter_type'],
      registers,
      collect() {
        this.reset()
        for (const [type, meters] of types) this.inc({ meter_type: type }, meters * (live.lastTick?.snapshot.tick ?? 0))
      },
    })
    this.#addCampus(context)
    this.#addSinks(context)
    addAlertMetrics(this.#registry, context.alerts)
  }

  /** Tells how long a request took [s]. */
  observe(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds)
  }

  get type(): string {
    return this.#registry.contentType
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }

  /** Where there is nothing to tell there is no value. */
  #addCampus({ live, events, clock }: MetricsSource): void {
    const gauge = (name: string, help: string, measure: () => number | null | undefined): Gauge =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.reset()
          const value = measure()
          if (value === null || value === undefined) this.remove()
          else this.set(value)
        },
      })
    const now = () => live.lastTick?.snapshot
    const watts = (kw: number | undefined): number | undefined => (kw === undefined ? undefined : kw * WATT_PER_KW)
    const percent = (value: number | null | undefined) => (typeof value === 'number' ? value / 100 : undefined)
    gauge('gridtokenx_simulation_time_seconds', 'Simulated time.', () => (now()?.timeMs ?? 0) / 1000)
    gauge('gridtokenx_last_tick_age_seconds', 'Time since a tick was made.', () =>
      live.lastTick === null ? undefined : (clock() - live.lastToldMs) / 1000,
    )
    gauge('gridtokenx_generation_watts', 'AC power of all arrays.', () => watts(now()?.generationKw))
    gauge('gridtokenx_load_watts', 'Power of all loads.', () => watts(now()?.loadKw))
    gauge('gridtokenx_battery_watts', 'Power into all batteries; negative out of them.', () => watts(now()?.batteryKw))
    gauge('gridtokenx_import_watts', 'Sum over the meters that import.', () => watts(now()?.importKw))
    gauge('gridtokenx_export_watts', 'Sum over the meters that export.', () => watts(now()?.exportKw))
    gauge('gridtokenx_state_of_charge_ratio', 'Mean over all batteries by capacity.', () =>
      percent(now()?.stateOfChargePercent),
    )
    gauge(
      'gridtokenx_self_sufficiency_ratio',
      'Share of the load covered behind its own meter.',
      () => now()?.selfSufficiency,
    )
    gauge(
      'gridtokenx_estimated_readings',
      'Readings of the last interval that are estimated.',
      () => now()?.estimatedReadings,
    )
    gauge(
      'gridtokenx_suspect_readings',
      'Readings of the last interval that are suspect.',
      () => now()?.suspectReadings,
    )
    gauge('gridtokenx_market_price', 'Mean price of the last slot; currency per kWh.', () => now()?.market?.price)
    gauge('gridtokenx_market_traded_kilowatthours', 'Energy traded in the last slot.', () => now()?.market?.tradedKwh)
    gauge('gridtokenx_market_trades', 'Trades in the last slot.', () => now()?.market?.trades)
    gauge('gridtokenx_stream_clients', 'Clients that follow the stream.', () => events.clients)
  }

  #addSinks({ live }: MetricsSource): void {
    const perSink = { labelNames: ['sink'], registers: [this.#registry] }
    new Gauge({
      name: 'gridtokenx_sink_behind_bytes',
      help: 'What a destination lacks of the journal.',
      ...perSink,
      collect() {
        for (const { name, behindBytes } of live.sinks) this.set({ sink: name }, behindBytes)
      },
    })
    new Gauge({
      name: 'gridtokenx_sink_up',
      help: '1 while a destination takes records, 0 while it does not.',
      ...perSink,
      collect() {
        const up = ['delivering', 'caught up', 'done']
        for (const { name, state } of live.sinks) this.set({ sink: name }, up.includes(state) ? 1 : 0)
      },
    })
    new Counter({
      name: 'gridtokenx_sink_records_total',
      help: 'Records of the run that a destination has.',
      ...perSink,
      collect() {
        this.reset()
        for (const { name, records } of live.sinks) this.inc({ sink: name }, records)
      },
    })
    new Counter({
      name: 'gridtokenx_sink_failures_total',
      help: 'Failed attempts to deliver.',
      ...perSink,
      collect() {
        this.reset()
        for (const { name, failures } of live.sinks) this.inc({ sink: name }, failures)
      },
    })
  }
}
