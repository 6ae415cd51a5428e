/** @module Many timers by simulated time over one of Node.js: thousands of devices wait here. */

import type { SimulatedClock } from './simulated-clock.ts'

export interface Timer {
  cancel(): void
}

interface Entry {
  readonly dueMs: number
  readonly order: number
  /** Null once it was cancelled: it is passed over when its time comes. */
  action: (() => void) | null
}

/** Longest delay of setTimeout [ms]. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** A binary heap by due time, and then by the order in which they were set. */
export class TimerQueue {
  readonly #clock: SimulatedClock
  readonly #heap: Entry[] = []
  #order = 0
  #armed: NodeJS.Timeout | null = null

  constructor(clock: SimulatedClock) {
    this.#clock = clock
    clock.onChange(() => this.#arm())
  }

  /** Calls `action` once the simulated time is reached. */
  at(dueMs: number, action: () => void): Timer {
    const entry: Entry = { dueMs, order: this.#order++, action }
    this.#push(entry)
    if (this.#heap[0] === entry) this.#arm()
    return {
      cancel() {
        entry.action = null
      },
    }
  }

  close(): void {
    this.#heap.length = 0
    if (this.#armed !== null) clearTimeout(this.#armed)
    this.#armed = null
  }

  #arm(): void {
    if (this.#armed !== null) clearTimeout(this.#armed)
    this.#armed = null
    const [first] = this.#heap
    if (first === undefined) return
    const delayMs = this.#clock.wallDelayMs(first.dueMs)
    // While time stands still only a change of the clock can wake anyone.
    if (delayMs === Number.POSITIVE_INFINITY) return
    this.#armed = setTimeout(() => this.#ring(), Math.min(LONGEST_DELAY_MS, Math.ceil(delayMs)))
  }

  #ring(): void {
    this.#armed = null
    const nowMs = this.#clock.nowMs()
    for (let first = this.#heap[0]; first !== undefined && first.dueMs <= nowMs; first = this.#heap[0]) {
      this.#pop()
      first.action?.()
    }
    this.#arm()
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(entry)
    while (at > 0) {
      const above = (at - 1) >> 1
      if (isBefore(heap[above], entry)) break
      heap[at] = heap[above]
      at = above
    }
    heap[at] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below++
      if (isBefore(last, heap[below])) break
      heap[at] = heap[below]
      at = below
    }
    heap[at] = last
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)
}
