/** @module Metrics whose values somebody else counts: they are looked up when Prometheus asks. */

import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { HistogramFigures } from '../../time/duration-histogram.ts'

/** Values of a series' labels, from lists that are known beforehand: so there are never many series. */
type Labels = Readonly<Record<string, string>>
/** Where there is nothing to tell, there is no value. */
export type Told<Value = number> = Value | null | undefined
/** Of each series; none for those that are left out. */
export type ToldSeries<Value = number> = Iterable<readonly [labels: Labels, value: Told<Value>]>

/** What is written down about a metric. */
export interface MetricEntry {
  readonly name: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly labels: readonly string[]
  readonly help: string
}

const NO_LABELS: readonly string[] = []

/** Adds metrics to a registry, and keeps the list of them. */
export class ToldMetrics {
  readonly entries: MetricEntry[] = []
  readonly registry: Registry

  constructor(registry: Registry) {
    this.registry = registry
  }

  /** What all of a run has come to is told as a sum: the counter is set to it. */
  counter(name: string, help: string, measure: () => Told): void {
    this.counters(name, help, NO_LABELS, () => [[{}, measure()]])
  }

  counters(name: string, help: string, labels: readonly string[], measure: () => ToldSeries): void {
    this.entries.push({ name, type: 'counter', labels, help })
    new Counter({
      ...this.#config(name, help, labels),
      collect() {
        this.reset()
        if (labels.length === 0) this.remove()
        for (const [values, value] of known(measure())) this.inc({ ...values }, value)
      },
    })
  }

  gauge(name: string, help: string, measure: () => Told): void {
    this.gauges(name, help, NO_LABELS, () => [[{}, measure()]])
  }

  gauges(name: string, help: string, labels: readonly string[], measure: () => ToldSeries | Promise<ToldSeries>): void {
    this.entries.push({ name, type: 'gauge', labels, help })
    new Gauge({
      ...this.#config(name, help, labels),
      async collect() {
        this.reset()
        if (labels.length === 0) this.remove()
        for (const [values, value] of known(await measure())) this.set({ ...values }, value)
      },
    })
  }

  histograms(name: string, help: string, labels: readonly string[], measure: () => ToldSeries<HistogramFigures>): void {
    this.entries.push({ name, type: 'histogram', labels, help })
    new ToldHistogram(this.#config(name, help, labels), measure)
  }

  /** One that is counted here. */
  ownHistogram(name: string, help: string, labels: readonly string[], buckets: readonly number[]): Histogram {
    this.entries.push({ name, type: 'histogram', labels, help })
    return new Histogram({ ...this.#config(name, help, labels), buckets: [...buckets] })
  }

  #config(name: string, help: string, labels: readonly string[]) {
    return { name, help, labelNames: [...labels], registers: [this.registry] }
  }
}

/** The series that have a value. */
function* known<Value>(series: ToldSeries<Value>): Generator<readonly [Labels, Value]> {
  for (const [labels, value] of series) if (value !== null && value !== undefined) yield [labels, value]
}

/** A histogram of the library takes single observations only; this one is given whole ones. */
class ToldHistogram extends Histogram {
  readonly #entry: { readonly name: string; readonly help: string }
  readonly #measure: () => ToldSeries<HistogramFigures>

  constructor(config: ConstructorParameters<typeof Histogram>[0], measure: () => ToldSeries<HistogramFigures>) {
    super(config)
    this.#entry = config
    this.#measure = measure
  }

  /** What the registry writes. */
  async getForPromString() {
    const { name, help } = this.#entry
    const values = [...known(this.#measure())].flatMap(([labels, told]) => samples(name, labels, told))
    return { name, help, type: 'histogram', aggregator: 'sum', values }
  }
}

/** Buckets add up to one another (Prometheus text format). */
function samples(name: string, labels: Labels, told: HistogramFigures) {
  let count = 0
  const buckets = told.counts.map((inBucket, bucket) => {
    count += inBucket
    const le = told.bounds[bucket] ?? '+Inf'
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: count }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: told.sumSeconds },
    { metricName: `${name}_count`, labels, value: count },
  ]
}
