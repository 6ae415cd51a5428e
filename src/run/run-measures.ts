/** @module How long ticks take and how late they begin, and what of a run nobody else counts. */

import type { CertificateSummary } from '../certificates/certificate-summary.ts'
import { DurationHistogram, type HistogramFigures } from '../time/duration-histogram.ts'
import type { MachineClock } from './pacing.ts'

/** From a small fleet's tick to one that takes longer than an interval [s]. */
const TICK_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** A timer is late by a millisecond or so; beyond a minute a tick is simply late [s]. */
const LATENESS_BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]

/** Of this process; plain data. */
export interface MeasureFigures {
  /** From when a tick could begin until it was recorded. */
  readonly tickDuration: HistogramFigures
  /** From when a live tick was due until it began; those that are caught up do not count. */
  readonly tickLateness: HistogramFigures
  /** Opportunities published. */
  readonly opportunities: number
  /** Of the run, when its certificates were last looked at; null before, and without a market. */
  readonly certificates: CertificateSummary | null
}

export class RunMeasures {
  certificates: CertificateSummary | null = null
  readonly #clock: Pick<MachineClock, 'monotonicMs'>
  readonly #duration = new DurationHistogram(TICK_BOUNDS)
  readonly #lateness = new DurationHistogram(LATENESS_BOUNDS)
  #begunMs = 0
  #opportunities = 0

  constructor(clock: Pick<MachineClock, 'monotonicMs'>) {
    this.#clock = clock
  }

  /** A live tick begins so long after it was due [ms]; one that is given up before does not count. */
  late(lagMs: number): void {
    if (lagMs >= 0) this.#lateness.add(lagMs / 1000)
  }

  tickBegan(): void {
    this.#begunMs = this.#clock.monotonicMs()
  }

  /** @param closedSlot - what the market made of the slot that ended with the tick; null within a slot */
  tickEnded(closedSlot: { readonly opportunities: { readonly size: number } } | null): void {
    this.#duration.add((this.#clock.monotonicMs() - this.#begunMs) / 1000)
    this.#opportunities += closedSlot?.opportunities.size ?? 0
  }

  figures(): MeasureFigures {
    return {
      tickDuration: this.#duration.figures(),
      tickLateness: this.#lateness.figures(),
      opportunities: this.#opportunities,
      certificates: this.certificates,
    }
  }
}
