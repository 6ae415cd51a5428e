/** @module Lets a picture change only so often: the latest one waits for its turn, those before it are skipped. */

/** The clock and timer of a throttle, injected so that tests can move them. */
export interface Timer {
  /** A clock that only moves forward [ms]. */
  nowMs(): number
  /** Calls back once after a delay [ms]; the returned function takes the call back. */
  after(delayMs: number, callback: () => void): () => void
}

/** The machine's own; a waiting picture never keeps the process alive. */
export const machineTimer: Timer = {
  nowMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

export class Throttle {
  readonly #periodMs: number
  readonly #timer: Timer
  #nextMs = Number.NEGATIVE_INFINITY
  #waiting: (() => void) | null = null
  #cancel: (() => void) | null = null

  /** @param periodMs - shortest time between two calls [ms] */
  constructor(periodMs: number, timer: Timer) {
    this.#periodMs = periodMs
    this.#timer = timer
  }

  /** Runs now when the last run is long enough ago, otherwise as soon as it is, unless a newer one replaces it. */
  request(action: () => void): void {
    const now = this.#timer.nowMs()
    if (now >= this.#nextMs) {
      this.#nextMs = now + this.#periodMs
      this.#forget()
      action()
      return
    }
    this.#waiting = action
    this.#cancel ??= this.#timer.after(this.#nextMs - now, () => this.flush())
  }

  /** Runs what is waiting at once. */
  flush(): void {
    const action = this.#waiting
    this.#forget()
    if (action === null) return
    this.#nextMs = this.#timer.nowMs() + this.#periodMs
    action()
  }

  #forget(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#waiting = null
  }
}
