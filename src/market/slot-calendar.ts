/**
 * @module When market slots begin and end: at whole multiples of their length since local midnight, and wherever the
 * clocks are changed.
 */

import { DAY_MS, type LocalClock } from '../time/local-clock.ts'

/** Slots of one length in one time zone; a run that begins within a slot begins with the rest of it. */
export class SlotCalendar {
  readonly slotMs: number
  readonly #clock: LocalClock

  /** @param slotSeconds - length of a slot [s]: a divisor of a day */
  constructor(slotSeconds: number, clock: LocalClock) {
    this.slotMs = slotSeconds * 1000
    this.#clock = clock
  }

  /**
   * Start of the slot an instant belongs to; a slot includes its start.
   *
   * @param epochMs - [ms since 1970 UTC]
   */
  startOf(epochMs: number): number {
    const offset = this.#clock.offsetMs(epochMs)
    const local = epochMs + offset
    const midnight = Math.floor(local / DAY_MS) * DAY_MS
    const start = epochMs - ((local - midnight) % this.slotMs)
    return this.#clock.offsetMs(start) === offset ? start : this.#changeBetween(start, epochMs)
  }

  /** The instant from which on the offset of `until` holds, when `from` has another one. */
  #changeBetween(from: number, until: number): number {
    const offset = this.#clock.offsetMs(until)
    let before = from
    let after = until
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (this.#clock.offsetMs(middle) === offset) {
        after = middle
      } else {
        before = middle
      }
    }
    return after
  }

  /** Whether the interval that ends here is the last one that starts in its slot. */
  endsAt(intervalEndMs: number, intervalMs: number): boolean {
    return this.startOf(intervalEndMs) !== this.startOf(intervalEndMs - intervalMs)
  }
}
