/** @module Paces a live run to the wall clock without drift: tick k is due at anchor + k · interval / speed. */

/** The clocks of the machine, injected so that tests can move them. */
export interface MachineClock {
  /** Civil time, which people and NTP may set in either direction [ms since 1970 UTC]. */
  wallMs(): number
  /** A clock that only ever moves forward, but stands still while the machine sleeps [ms]. */
  monotonicMs(): number
  /** Resolves after a delay [ms], or at once when the signal aborts. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>
}

/** A step of the wall clock against the monotonic one that is worth telling [ms]. */
const STEP_MS = 2000
/** Longest single sleep, so that a wall clock set forward is noticed [ms]. */
const LONGEST_SLEEP_MS = 1000

/**
 * Tells when ticks are due.
 *
 * The pacer's time follows the wall clock forward (a machine that slept catches up), never backward: while the wall
 * clock is behind, the monotonic clock carries on at the pace of real time.
 */
export class Pacer {
  readonly #clock: MachineClock
  readonly #anchorMs: number
  readonly #onClockStep: (stepMs: number) => void
  #nowMs: number
  #monotonicMs: number
  #offsetMs: number
  /** Wall-clock time between two ticks [ms]. */
  readonly periodMs: number
  /** Ticks that began more than one interval of wall-clock time after they were due. */
  lateTicks = 0

  /**
   * @param options.anchorMs - wall-clock time at which tick 0 was due [ms since 1970 UTC]
   * @param options.onClockStep - told when the wall clock is set, with the size of the step [ms]
   */
  constructor(options: {
    clock: MachineClock
    anchorMs: number
    intervalSeconds: number
    speed: number
    onClockStep: (stepMs: number) => void
  }) {
    const { clock, anchorMs, intervalSeconds, speed } = options
    const periodMs = (intervalSeconds * 1000) / speed
    this.periodMs = periodMs
    this.#clock = clock
    this.#anchorMs = anchorMs
    this.#onClockStep = options.onClockStep
    this.#nowMs = clock.wallMs()
    this.#monotonicMs = clock.monotonicMs()
    this.#offsetMs = this.#nowMs - this.#monotonicMs
  }

  /** The pacer's time: it never moves backward [ms]. */
  now(): number {
    const monotonicMs = this.#clock.monotonicMs()
    const wallMs = this.#clock.wallMs()
    const offsetMs = wallMs - monotonicMs
    const stepMs = offsetMs - this.#offsetMs
    this.#offsetMs = offsetMs
    this.#nowMs = Math.max(this.#nowMs + monotonicMs - this.#monotonicMs, wallMs)
    this.#monotonicMs = monotonicMs
    if (Math.abs(stepMs) > STEP_MS) {
      this.#onClockStep(stepMs)
    }
    return this.#nowMs
  }

  /** What the wall clock shows when tick 0 is due by the pacer's time, as it stands [ms since 1970 UTC]. */
  get anchorWallMs(): number {
    return this.#anchorMs + this.#monotonicMs + this.#offsetMs - this.#nowMs
  }

  /** How far behind a tick would be if it began now [ms]; negative when it is not yet due. */
  lag(tick: number): number {
    return this.now() - (this.#anchorMs + tick * this.periodMs)
  }

  /**
   * Waits until a tick is due; resolves at once when it is, and counts it when it is late.
   *
   * @returns how long after it was due [ms]; negative when the wait was given up
   */
  async untilDue(tick: number, signal: AbortSignal): Promise<number> {
    let lag = this.lag(tick)
    if (lag > this.periodMs) {
      this.lateTicks += 1
    }
    while (lag < 0 && !signal.aborted) {
      await this.#clock.sleep(Math.min(-lag, LONGEST_SLEEP_MS), signal)
      lag = this.lag(tick)
    }
    return lag
  }
}
