/** @module The air temperature that is usual at an hour of a date: what anybody knows of a day before it comes. */

import { COLDEST_HOUR, WARMEST_HOUR } from './ambient-temperature.ts'
import type { ClimateNormals } from './bangkok-climate.ts'

const RISE_HOURS = WARMEST_HOUR - COLDEST_HOUR
const FALL_HOURS = 24 - RISE_HOURS

/**
 * Half cosines between the normal minimum at six and the normal maximum in the afternoon.
 *
 * T = T_min + (T_max − T_min)·(1 + cos πx)/2, with x the share of the way from the maximum to the nearest minimum in time.
 *
 * @param normals - of the date
 * @param hour - local hour of the day with its fraction, 0 ≤ hour < 24
 * @returns the temperature [°C]
 */
export function normalTemperatureC({ minC, maxC }: ClimateNormals, hour: number): number {
  const sinceColdest = (hour - COLDEST_HOUR + 24) % 24
  const x = sinceColdest < RISE_HOURS ? 1 - sinceColdest / RISE_HOURS : (sinceColdest - RISE_HOURS) / FALL_HOURS
  return minC + ((maxC - minC) * (1 + Math.cos(Math.PI * x))) / 2
}
