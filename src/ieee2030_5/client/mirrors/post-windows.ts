/**
 * @module Cuts a meter's samples into the windows that are posted as averages.
 *
 * A window starts on a whole multiple of its length since 1970, so that a client that starts anew cuts the same ones, and a
 * window that is posted again replaces itself.
 */

import type { MeterSample } from './meter-sample.ts'
import { isComplete, joined, noSamples, type SampleSums, withSample } from './sample-sums.ts'

export const MINUTE_MS = 60_000

/** The shortest window: whole minutes, and whole intervals of the meter [ms]. */
export function shortestWindowMs(intervalMs: number): number {
  return (MINUTE_MS * intervalMs) / greatestCommonDivisor(MINUTE_MS, intervalMs)
}

/**
 * The length of windows that are posted so often: whole minutes and whole intervals, at least one of each [ms].
 *
 * @param postRateMs - rounded up to such a length
 */
export function windowMs(postRateMs: number, intervalMs: number): number {
  const shortest = shortestWindowMs(intervalMs)
  return Math.max(1, Math.ceil(postRateMs / shortest)) * shortest
}

export class PostWindows {
  readonly #shortestMs: number
  #lengthMs: number
  /** Stretches of the shortest length that are in no window yet, oldest first. */
  #stretches: SampleSums[] = []
  #open: SampleSums | null = null

  /**
   * @param intervalMs - of the samples
   * @param lengthMs - of the windows, of `windowMs`
   */
  constructor(intervalMs: number, lengthMs: number) {
    this.#shortestMs = shortestWindowMs(intervalMs)
    this.#lengthMs = lengthMs
  }

  /** From now on windows are so long; what is gathered so far counts on. */
  set lengthMs(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  get lengthMs(): number {
    return this.#lengthMs
  }

  /**
   * Adds a sample.
   *
   * @returns the window that ends with it; null when none does, or samples of it are missing: then there is no average
   */
  take(sample: MeterSample): SampleSums | null {
    const { endMs } = sample
    const startMs = (Math.ceil(endMs / this.#shortestMs) - 1) * this.#shortestMs
    if (this.#open === null || this.#open.startMs !== startMs) {
      this.#open = noSamples(startMs, startMs + this.#shortestMs)
    }
    this.#open = withSample(this.#open, sample)
    if (!isComplete(this.#open)) return null
    this.#stretches.push(this.#open)
    return this.#close(this.#open.endMs)
  }

  #close(endMs: number): SampleSums | null {
    this.#open = null
    const startMs = endMs - this.#lengthMs
    if (endMs % this.#lengthMs !== 0) {
      // Nothing older can be in the window that comes, however long it gets to be meanwhile.
      this.#stretches = this.#stretches.filter((stretch) => stretch.startMs >= startMs)
      return null
    }
    const inside = this.#stretches.filter((stretch) => stretch.startMs >= startMs)
    this.#stretches = []
    const window = inside.reduce(joined)
    return window.startMs === startMs && isComplete(window) ? window : null
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
