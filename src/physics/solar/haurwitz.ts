/** @module The Haurwitz clear sky: the simplest one, from the sun's height alone. */

import { RADIANS_PER_DEGREE } from './angle.ts'

/**
 * Clear-sky global irradiance: 1098·cos z·exp(−0.059/cos z).
 *
 * @param apparentZenithDeg - zenith angle with refraction [°]; 0 W/m² from 90° on
 * @returns global horizontal irradiance [W/m²]
 * @see B. Haurwitz, "Insolation in relation to cloudiness and cloud density", Journal of Meteorology 2 (1945) 154;
 *   coefficients as in M. Reno, C. Hansen, J. Stein, Sandia report SAND2012-2389
 */
export function haurwitz(apparentZenithDeg: number): number {
  if (apparentZenithDeg >= 90) return 0
  const cosZenith = Math.cos(apparentZenithDeg * RADIANS_PER_DEGREE)
  return 1098 * cosZenith * Math.exp(-0.059 / cosZenith)
}
