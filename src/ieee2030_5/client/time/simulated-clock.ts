/** @module The time that meters and servers live in: the wall clock's, or one that runs faster. */

import { type RunClock, simulatedMs } from '../../../time/run-clock.ts'

export class SimulatedClock {
  readonly #wallMs: () => number
  readonly #onChange = new Set<() => void>()
  #setting: RunClock

  /** @param wallMs - the wall clock [ms since 1970 UTC] */
  constructor(setting: RunClock, wallMs: () => number) {
    this.#setting = setting
    this.#wallMs = wallMs
  }

  /** [ms since 1970 UTC] */
  nowMs(): number {
    return simulatedMs(this.#setting, this.#wallMs())
  }

  get speed(): number {
    return this.#setting.speed
  }

  /** How long it takes until a simulated time comes [ms of the wall clock]; infinite while time stands still. */
  wallDelayMs(timeMs: number): number {
    const ahead = timeMs - this.nowMs()
    return ahead <= 0 ? 0 : ahead / this.#setting.speed
  }

  /** The simulated time that comes in `delayMs` of the wall clock. */
  afterWallMs(delayMs: number): number {
    return this.nowMs() + delayMs * this.#setting.speed
  }

  set(setting: RunClock): void {
    this.#setting = setting
    for (const listener of this.#onChange) listener()
  }

  onChange(listener: () => void): void {
    this.#onChange.add(listener)
  }
}
