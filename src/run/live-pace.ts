/** @module The pace of a live run in the hands of its owner: when ticks come, never what they bring. */

export interface PaceState {
  readonly isPaused: boolean
  /** Simulated seconds per second, or what they will be once the run goes on. */
  readonly speed: number
}

/** Takes effect at once. */
export interface LivePace extends PaceState {
  pause(): void
  /** Goes on from where the run stands: what it stood still is not caught up. */
  resume(): void
  /** While paused: so many more ticks, as fast as they can be computed. */
  step(ticks: number): void
  /** @param speed - simulated seconds per second, above 0 */
  setSpeed(speed: number): void
}
