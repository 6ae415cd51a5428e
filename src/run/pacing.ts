/** @module Paces a live run to the wall clock without drift: tick k is due at anchor + k · interval / speed. */

import type { LivePace } from './live-pace.ts'

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
 * Tells when ticks are due, and lets the pace be changed while it goes.
 *
 * The pacer's time follows the wall clock forward (a machine that slept catches up), never backward: while the wall
 * clock is behind, the monotonic clock carries on at the pace of real time. While it is paused no tick is due but those
 * that are stepped; what it stood still is not caught up. A change of speed holds from where the run then stands.
 */
export class Pacer implements LivePace {
  readonly #clock: MachineClock
  readonly #intervalMs: number
  readonly #onClockStep: (stepMs: number) => void
  readonly #onChange: () => void
  /** When tick 0 was due, or would have been at this pace. */
  #anchorMs: number
  #speed: number
  /** When it was paused, by its own time; null while it goes. */
  #pausedMs: number | null = null
  /** The tick that was waited for last: no later one has begun. */
  #awaited = Number.POSITIVE_INFINITY
  /** Ticks that are due although it is paused. */
  #steps = 0
  /** Aborted to end a wait, since the pace has changed or the run is to stop. */
  #woken = new AbortController()
  /** The signal that ends waits for good. */
  #stop: AbortSignal | null = null
  #nowMs: number
  #monotonicMs: number
  #offsetMs: number
  /** Ticks that began more than one interval of wall-clock time after they were due. */
  lateTicks = 0

  /**
   * @param options.anchorMs - wall-clock time at which tick 0 was due [ms since 1970 UTC]
   * @param options.speed - simulated seconds per second
   * @param options.onClockStep - told when the wall clock is set, with the size of the step [ms]
   * @param options.onChange - told when the pace was changed, and when a tick is stepped, before it is computed
   */
  constructor(options: {
    clock: MachineClock
    anchorMs: number
    intervalSeconds: number
    speed: number
    onClockStep: (stepMs: number) => void
    onChange?: () => void
  }) {
    const { clock, anchorMs, intervalSeconds, speed } = options
    this.#clock = clock
    this.#anchorMs = anchorMs
    this.#intervalMs = intervalSeconds * 1000
    this.#speed = speed
    this.#onClockStep = options.onClockStep
    this.#onChange = options.onChange ?? (() => undefined)
    this.#nowMs = clock.wallMs()
    this.#monotonicMs = clock.monotonicMs()
    this.#offsetMs = this.#nowMs - this.#monotonicMs
  }

  /** Simulated seconds per second, or what they will be when it goes on. */
  get speed(): number {
    return this.#speed
  }

  get isPaused(): boolean {
    return this.#pausedMs !== null
  }

  /** Wall-clock time between two ticks [ms]. */
  get periodMs(): number {
    return this.#intervalMs / this.#speed
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

  /** Where it stands: intervals since the start of the run, with their fraction; the next whole one is the next tick. */
  position(): number {
    return ((this.#pausedMs ?? this.now()) - this.#anchorMs) / this.periodMs
  }

  /** How far behind a tick would be if it began now [ms]; negative when it is not yet due. */
  lag(tick: number): number {
    return (this.#pausedMs ?? this.now()) - (this.#anchorMs + tick * this.periodMs)
  }

  pause(): void {
    this.#pausedMs ??= this.now()
    this.#changed()
  }

  /** Goes on from where it stands; steps that were not made yet are forgotten. */
  resume(): void {
    if (this.#pausedMs === null) return
    this.#anchorMs += this.now() - this.#pausedMs
    this.#pausedMs = null
    this.#steps = 0
    this.#changed()
  }

  /** While paused: lets so many more ticks be due, one after the other. */
  step(ticks: number): void {
    this.#steps += ticks
    this.#wake()
  }

  /**
   * A run that could not keep the pace it was told before owes nothing of it any more.
   *
   * @param speed - simulated seconds per second, above 0
   */
  setSpeed(speed: number): void {
    const due = this.position()
    const position = due - this.#awaited > 1 ? this.#awaited : due
    this.#speed = speed
    this.#anchorMs = (this.#pausedMs ?? this.#nowMs) - position * this.periodMs
    this.#changed()
  }

  /**
   * Waits until a tick is due; resolves at once when it is, and counts it when it is late.
   *
   * @returns how long after it was due [ms]; negative when the wait was given up
   */
  async untilDue(tick: number, signal: AbortSignal): Promise<number> {
    this.#awaited = tick
    if (!this.isPaused && this.lag(tick) > this.periodMs) {
      this.lateTicks += 1
    }
    while (!signal.aborted) {
      if (this.isPaused && this.#steps > 0) {
        this.#stepTo(tick)
        return 0
      }
      const waitMs = this.isPaused ? this.#lookAtClock() : -this.lag(tick)
      if (waitMs <= 0) return -waitMs
      await this.#sleep(Math.min(waitMs, LONGEST_SLEEP_MS), signal)
    }
    return Number.NEGATIVE_INFINITY
  }

  /** The tick is due as it is stepped: from here the run will go on. */
  #stepTo(tick: number): void {
    this.#steps -= 1
    this.#anchorMs -= Math.max(0, -this.lag(tick))
    this.#onChange()
  }

  /** A wall clock that is set meanwhile must not be taken for one that is set as the run goes on. */
  #lookAtClock(): number {
    this.now()
    return LONGEST_SLEEP_MS
  }

  #sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    if (signal !== this.#stop) {
      this.#stop = signal
      signal.addEventListener('abort', () => this.#wake(), { once: true })
    }
    return this.#clock.sleep(delayMs, this.#woken.signal)
  }

  #changed(): void {
    this.#onChange()
    this.#wake()
  }

  #wake(): void {
    this.#woken.abort()
    this.#woken = new AbortController()
  }
}
