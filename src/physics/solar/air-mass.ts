/** @module How much air sunlight crosses. */

import { RADIANS_PER_DEGREE } from './angle.ts'
import { SEA_LEVEL_PRESSURE_HPA } from './location.ts'

/**
 * Optical air mass relative to the zenith: 1 / (cos z + 0.50572·(96.07995 − z)^−1.6364).
 *
 * @param apparentZenithDeg - zenith angle with refraction [°], 0 to 90
 * @returns air mass, 1 at the zenith, 38 at the horizon
 * @see F. Kasten, A. T. Young, "Revised optical air mass tables and approximation formula", Applied Optics 28 (1989)
 *   4735, doi:10.1364/AO.28.004735
 */
export function relativeAirMass(apparentZenithDeg: number): number {
  const cosZenith = Math.cos(apparentZenithDeg * RADIANS_PER_DEGREE)
  return 1 / (cosZenith + 0.50572 * (96.07995 - apparentZenithDeg) ** -1.6364)
}

/**
 * Air mass at the station's pressure.
 *
 * @param relative - relative air mass
 * @param pressureHpa - station pressure [hPa]
 * @returns absolute air mass
 */
export function absoluteAirMass(relative: number, pressureHpa: number): number {
  return (relative * pressureHpa) / SEA_LEVEL_PRESSURE_HPA
}
