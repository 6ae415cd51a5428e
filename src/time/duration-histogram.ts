/** @module How long something takes, counted in buckets that only grow: whoever looks now and then misses nothing. */

/** Plain data, so that it can be told from thread to thread. */
export interface HistogramFigures {
  /** Upper bounds of all buckets but the last, which has none [s]. */
  readonly bounds: readonly number[]
  /** How many durations fell into each bucket; one bucket more than bounds. */
  readonly counts: readonly number[]
  /** All durations together [s]. */
  readonly sumSeconds: number
}

export class DurationHistogram {
  readonly #bounds: readonly number[]
  readonly #counts: Float64Array
  #sumSeconds = 0

  /** @param bounds - ascending [s] */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds
    this.#counts = new Float64Array(bounds.length + 1)
  }

  /** Counts a duration [s] in the first bucket whose bound it does not exceed. */
  add(seconds: number): void {
    let bucket = 0
    while (bucket < this.#bounds.length && seconds > this.#bounds[bucket]) bucket += 1
    this.#counts[bucket] += 1
    this.#sumSeconds += seconds
  }

  figures(): HistogramFigures {
    return { bounds: this.#bounds, counts: [...this.#counts], sumSeconds: this.#sumSeconds }
  }
}
