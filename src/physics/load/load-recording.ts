/** @module The values of one meter while its recording is read. */

import { LoadSeries } from './load-series.ts'

/** Growing columns of times and values. */
export class LoadRecording {
  /** Line of the file on which the meter first appears. */
  readonly firstLine: number
  #timesMs = new Float64Array(16)
  #kw = new Float64Array(16)
  #length = 0

  constructor(firstLine: number) {
    this.firstLine = firstLine
  }

  get length(): number {
    return this.#length
  }

  /** Time of the last value [ms since 1970-01-01 UTC]; before all times when there is none. */
  get lastMs(): number {
    return this.#length === 0 ? Number.NEGATIVE_INFINITY : this.#timesMs[this.#length - 1]
  }

  append(timeMs: number, kw: number): void {
    if (this.#length === this.#kw.length) {
      this.#timesMs = grown(this.#timesMs)
      this.#kw = grown(this.#kw)
    }
    this.#timesMs[this.#length] = timeMs
    this.#kw[this.#length] = kw
    this.#length++
  }

  /** The series of at least two values, in arrays of its exact length. */
  finish(): LoadSeries {
    return new LoadSeries(this.#timesMs.slice(0, this.#length), this.#kw.slice(0, this.#length))
  }
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2)
  larger.set(values)
  return larger
}
