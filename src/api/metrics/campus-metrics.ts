/** @module Metrics in the format of Prometheus: base units, few series, none per meter. */

import { collectDefaultMetrics, type Histogram, Registry } from 'prom-client'
import { ThreadWatch } from '../thread-watch.ts'
import { addAlertMetrics } from './alert-metrics.ts'
import { addEnergyMetrics } from './energy-metrics.ts'
import { addMarketMetrics } from './market-metrics.ts'
import type { MetricsSource } from './metrics-source.ts'
import { addProcessMetrics } from './process-metrics.ts'
import { addSimulationMetrics } from './simulation-metrics.ts'
import { addSinkMetrics } from './sink-metrics.ts'
import { type MetricEntry, ToldMetrics } from './told-metrics.ts'
import { addUtilityMetrics } from './utility-metrics.ts'

const REQUEST_BOUNDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2]

export class CampusMetrics {
  readonly #registry = new Registry()
  readonly #metrics = new ToldMetrics(this.#registry)
  /** Of the thread that answers. */
  readonly #thread = new ThreadWatch()
  readonly #requests: Histogram

  constructor(source: MetricsSource) {
    addSimulationMetrics(this.#metrics, source)
    addEnergyMetrics(this.#metrics, source)
    addMarketMetrics(this.#metrics, source)
    addSinkMetrics(this.#metrics, source)
    addAlertMetrics(this.#metrics, source)
    addUtilityMetrics(this.#metrics, source)
    addProcessMetrics(this.#metrics, source, this.#thread)
    this.#requests = this.#metrics.ownHistogram(
      'gridtokenx_http_request_duration_seconds',
      'Time to answer a request of the HTTP interface.',
      ['method', 'route', 'status'],
      REQUEST_BOUNDS,
    )
    collectDefaultMetrics({ register: this.#registry })
  }

  /** What is written down about each, but for those of Node.js. */
  get entries(): readonly MetricEntry[] {
    return this.#metrics.entries
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

  close(): void {
    this.#thread.close()
  }
}
