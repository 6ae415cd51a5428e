/** @module How long things took, as a histogram whose steps are a tenth each: percentiles from any number of values. */

/** [ms] */
const SMALLEST_MS = 0.1
const STEP = 1.1
const BUCKETS = 160

export interface LatencyFigures {
  readonly count: number
  /** [ms] */
  readonly meanMs: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly maxMs: number
}

export class Latencies {
  readonly #buckets = new Uint32Array(BUCKETS)
  #count = 0
  #sumMs = 0
  #maxMs = 0

  add(tookMs: number): void {
    const bucket = Math.ceil(Math.log(Math.max(tookMs, SMALLEST_MS) / SMALLEST_MS) / Math.log(STEP))
    this.#buckets[Math.min(BUCKETS - 1, bucket)]++
    this.#count++
    this.#sumMs += tookMs
    this.#maxMs = Math.max(this.#maxMs, tookMs)
  }

  get figures(): LatencyFigures {
    return {
      count: this.#count,
      meanMs: rounded(this.#count === 0 ? 0 : this.#sumMs / this.#count),
      p50Ms: this.#percentile(0.5),
      p95Ms: this.#percentile(0.95),
      p99Ms: this.#percentile(0.99),
      maxMs: rounded(this.#maxMs),
    }
  }

  /** At most this share took longer: the upper end of its step, at most a tenth too high. */
  #percentile(share: number): number {
    let left = Math.ceil(share * this.#count)
    for (const [bucket, count] of this.#buckets.entries()) {
      left -= count
      if (left <= 0 && this.#count > 0) return rounded(Math.min(this.#maxMs, SMALLEST_MS * STEP ** bucket))
    }
    return 0
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
