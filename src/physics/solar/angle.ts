/** @module Degrees and radians. */

export const RADIANS_PER_DEGREE = Math.PI / 180
export const DEGREES_PER_RADIAN = 180 / Math.PI

/** The same direction within 0 ≤ angle < 360 [°]. */
export function wrap360(angleDeg: number): number {
  const turn = angleDeg % 360
  return turn < 0 ? turn + 360 : turn
}

/** The same direction within −180 ≤ angle < 180 [°]. */
export function wrap180(angleDeg: number): number {
  return wrap360(angleDeg + 180) - 180
}
