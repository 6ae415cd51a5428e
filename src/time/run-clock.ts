/** @module Simulated time by the clock on the wall, for whoever lives in a run's time without being told every tick. */

/**
 * Simulated time is `anchorSimulatedMs` at `anchorWallMs`, both [ms since 1970 UTC], and goes on at `speed`.
 *
 * It is the time a run is paced by; while it catches up, its readings are behind it.
 */
export interface RunClock {
  readonly anchorWallMs: number
  readonly anchorSimulatedMs: number
  /** Simulated seconds per second; 0 stands still. */
  readonly speed: number
}

/** The wall clock itself. */
export const WALL_CLOCK: RunClock = { anchorWallMs: 0, anchorSimulatedMs: 0, speed: 1 }

/** @returns the simulated time at an instant of the wall clock, both [ms since 1970 UTC] */
export function simulatedMs({ anchorWallMs, anchorSimulatedMs, speed }: RunClock, wallMs: number): number {
  return anchorSimulatedMs + (wallMs - anchorWallMs) * speed
}
