/** @module The time that meters and servers live in: the wall clock's, or one that runs faster. */

/** Simulated time is `anchorSimulatedMs` at `anchorWallMs` and goes on at `speed`. */
export interface ClockSetting {
  /** [ms since 1970 UTC] */
  readonly anchorWallMs: number
  readonly anchorSimulatedMs: number
  /** Simulated seconds per second; 0 stands still. */
  readonly speed: number
}

/** Simulated time is the time of the wall. */
export const WALL_TIME: ClockSetting = { anchorWallMs: 0, anchorSimulatedMs: 0, speed: 1 }

export class SimulatedClock {
  readonly #wallMs: () => number
  readonly #onChange = new Set<() => void>()
  #setting: ClockSetting

  /** @param wallMs - the wall clock [ms since 1970 UTC] */
  constructor(setting: ClockSetting, wallMs: () => number) {
    this.#setting = setting
    this.#wallMs = wallMs
  }

  /** [ms since 1970 UTC] */
  nowMs(): number {
    const { anchorWallMs, anchorSimulatedMs, speed } = this.#setting
    return anchorSimulatedMs + (this.#wallMs() - anchorWallMs) * speed
  }

  get speed(): number {
    return this.#setting.speed
  }

  /** How long it takes until a simulated time comes [ms of the wall clock]; infinite while time stands still. */
  wallDelayMs(simulatedMs: number): number {
    const ahead = simulatedMs - this.nowMs()
    return ahead <= 0 ? 0 : ahead / this.#setting.speed
  }

  /** The simulated time that comes in `delayMs` of the wall clock. */
  afterWallMs(delayMs: number): number {
    return this.nowMs() + delayMs * this.#setting.speed
  }

  set(setting: ClockSetting): void {
    this.#setting = setting
    for (const listener of this.#onChange) listener()
  }

  onChange(listener: () => void): void {
    this.#onChange.add(listener)
  }
}
