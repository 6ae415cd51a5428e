/** @module A recorded load as a step function of time, and its exact mean over any span. */

/** How far a look-up walks from the last one before it searches. */
const WALK = 4

/** One meter's recording: each value holds from its time until the next. */
export class LoadSeries {
  /** Times at which a value begins [ms since 1970-01-01 UTC], strictly increasing. */
  readonly timesMs: Float64Array
  /** The value from each time on [kW]. */
  readonly kw: Float64Array
  /** End of the last value [ms since 1970-01-01 UTC]: it holds for the median step of the recording. */
  readonly endMs: number
  /** Where the last look-up ended: a hint, results do not depend on it. */
  #cursor = 0

  /** @param timesMs - at least two strictly increasing times, parallel to `kw` */
  constructor(timesMs: Float64Array, kw: Float64Array) {
    this.timesMs = timesMs
    this.kw = kw
    this.endMs = timesMs[timesMs.length - 1] + medianStep(timesMs)
  }

  /**
   * Index of the value that holds at an instant.
   *
   * @param ms - an instant not before the first time [ms]
   */
  indexAt(ms: number): number {
    const times = this.timesMs
    let index = this.#cursor
    if (times[index] <= ms) {
      for (let step = 0; step < WALK; step++) {
        if (index + 1 === times.length || ms < times[index + 1]) {
          this.#cursor = index
          return index
        }
        index++
      }
    }
    this.#cursor = lastNotAfter(times, ms)
    return this.#cursor
  }
}

/**
 * Time average of a recorded load over a span.
 *
 * mean = (1/(to − from)) · ∫ kW dt of the step function: no energy is invented or lost whatever the two time steps.
 *
 * @param series - the recording
 * @param fromMs - begin of the span [ms since 1970-01-01 UTC]
 * @param toMs - end of the span, after its begin [ms since 1970-01-01 UTC]
 * @returns the mean [kW]; NaN when the recording does not cover the whole span
 */
export function meanKw(series: LoadSeries, fromMs: number, toMs: number): number {
  const { timesMs, kw, endMs } = series
  if (fromMs < timesMs[0] || toMs > endMs) {
    return Number.NaN
  }
  const last = timesMs.length - 1
  let index = series.indexAt(fromMs)
  let until = index < last ? timesMs[index + 1] : endMs
  if (toMs <= until) {
    return kw[index]
  }
  let kwMs = kw[index] * (until - fromMs)
  while (until < toMs) {
    index++
    const begin = until
    until = Math.min(toMs, index < last ? timesMs[index + 1] : endMs)
    kwMs += kw[index] * (until - begin)
  }
  return kwMs / (toMs - fromMs)
}

function lastNotAfter(times: Float64Array, ms: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (times[middle] <= ms) {
      low = middle
    } else {
      high = middle - 1
    }
  }
  return low
}

/** The lower median of the steps: a few gaps in the recording do not stretch its last value. */
function medianStep(times: Float64Array): number {
  const steps = Float64Array.from({ length: times.length - 1 }, (_, i) => times[i + 1] - times[i]).sort()
  return steps[(steps.length - 1) >>> 1]
}
