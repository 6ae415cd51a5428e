/** @module The day of the year as the solar formulas count it. */

import { DAY_MS } from '../time/local-clock.ts'

/** Day of the year with its fraction, 1.0 at the start of 1 January UTC. */
export class DayOfYear {
  #year = Number.NaN
  #startMs = 0

  at(epochMs: number): number {
    if (!(epochMs >= this.#startMs && epochMs < this.#startMs + 365 * DAY_MS)) {
      this.#year = new Date(epochMs).getUTCFullYear()
      this.#startMs = Date.UTC(this.#year, 0, 1)
    }
    return 1 + (epochMs - this.#startMs) / DAY_MS
  }
}
