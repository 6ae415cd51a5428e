/** @module The tariff a simulation has anyway: prices of a server that are no others need no command. */

import type { GridPrices } from '../../market/tariff.ts'

const MICRO = 1e6
/** Of rates, which are counted in millionths. */
const TOLERANCE = 0.6e-6
/** A schedule of prices has no longer intervals; what lasts longer is taken for another tariff [s]. */
const LONGEST_SECONDS = 32 * 86_400
const MOST_REMEMBERED = 1000

export class OwnTariff {
  readonly #pricesAt: (second: number) => GridPrices
  readonly #slotSeconds: number
  /** Many meters ask for the same. */
  readonly #answers = new Map<string, boolean>()

  /**
   * @param pricesAt - at an instant [s since 1970 UTC]; a slot has one price
   * @param slotSeconds - length of a slot [s]
   */
  constructor(pricesAt: (second: number) => GridPrices, slotSeconds: number) {
    this.#pricesAt = pricesAt
    this.#slotSeconds = slotSeconds
  }

  /**
   * Whether a rate is its own throughout a period. One that is so only now is not: it would have to be told later, when the
   * tariff has another.
   *
   * @param rate - [currency/kWh]
   * @param period - from when [s since 1970 UTC], and for how long [s]
   */
  says(of: keyof GridPrices, rate: number, { start, duration }: { start: number; duration: number }): boolean {
    if (duration > LONGEST_SECONDS) return false
    const key = `${of} ${rate} ${start} ${duration}`
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = this.#look(of, rate, start, start + Math.max(1, duration) - 1)
    if (this.#answers.size >= MOST_REMEMBERED) this.#answers.clear()
    this.#answers.set(key, answer)
    return answer
  }

  #look(of: keyof GridPrices, rate: number, first: number, last: number): boolean {
    const isEqual = (second: number) => Math.abs(this.#pricesAt(second)[of] / MICRO - rate) < TOLERANCE
    for (let second = first; second < last; second += this.#slotSeconds) {
      if (!isEqual(second)) return false
    }
    return isEqual(last)
  }
}
