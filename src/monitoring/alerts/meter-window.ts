/** @module Sums of one meter's readings over a window, of those readings that count for it. */

/** A sum and how many readings are in it. */
export class MeterWindow {
  readonly #sums: Float64Array
  readonly #counts: Uint32Array

  constructor(meters: number) {
    this.#sums = new Float64Array(meters)
    this.#counts = new Uint32Array(meters)
  }

  add(i: number, value: number): void {
    this.#sums[i] += value
    this.#counts[i]++
  }

  sum(i: number): number {
    return this.#sums[i]
  }

  count(i: number): number {
    return this.#counts[i]
  }

  clear(i: number): void {
    this.#sums[i] = 0
    this.#counts[i] = 0
  }
}
