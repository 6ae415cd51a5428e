/** @module The time of a utility server: that of the wall, or a simulated one that goes faster. */

/** At this instant of the wall clock it was that simulated time, and a wall second since then is `speed` seconds. */
export interface ServerClock {
  readonly wallMs: number
  readonly simulatedMs: number
  readonly speed: number
}

/** The wall clock itself. */
export const WALL_CLOCK: ServerClock = { wallMs: 0, simulatedMs: 0, speed: 1 }

/** @returns the server's time [s since 1970 UTC] */
export function clockTime({ wallMs, simulatedMs, speed }: ServerClock, nowMs: number): number {
  return (simulatedMs + (nowMs - wallMs) * speed) / 1000
}
