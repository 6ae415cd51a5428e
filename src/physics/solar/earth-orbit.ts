/** @module The Earth as seen from the Sun: heliocentric longitude, latitude and distance. */

import { DEGREES_PER_RADIAN, wrap360 } from './angle.ts'
import { EARTH_DISTANCE_TERMS, EARTH_LATITUDE_TERMS, EARTH_LONGITUDE_TERMS } from './spa-terms.ts'

/** Sum over powers k of t^k · Σ A·cos(B + C·t), times 1e-8. */
function periodicSum(series: readonly (readonly number[])[], t: number): number {
  let sum = 0
  for (let power = series.length - 1; power >= 0; power--) {
    const terms = series[power]
    let inner = 0
    // From the last, smallest terms up, which loses least to rounding.
    for (let i = terms.length - 3; i >= 0; i -= 3) inner += terms[i] * Math.cos(terms[i + 1] + terms[i + 2] * t)
    sum = sum * t + inner
  }
  return sum * 1e-8
}

/**
 * Heliocentric longitude of the Earth, L.
 *
 * @param millennia - Julian ephemeris millennia since J2000, JME
 * @returns longitude, 0 ≤ L < 360 [°]
 * @see NREL/TP-560-34302, section 3.2
 */
export function heliocentricLongitudeDeg(millennia: number): number {
  return wrap360(periodicSum(EARTH_LONGITUDE_TERMS, millennia) * DEGREES_PER_RADIAN)
}

/**
 * Heliocentric latitude of the Earth, B.
 *
 * @param millennia - Julian ephemeris millennia since J2000, JME
 * @returns latitude [°]
 * @see NREL/TP-560-34302, section 3.2
 */
export function heliocentricLatitudeDeg(millennia: number): number {
  return periodicSum(EARTH_LATITUDE_TERMS, millennia) * DEGREES_PER_RADIAN
}

/**
 * Distance between the Earth and the Sun, R.
 *
 * @param millennia - Julian ephemeris millennia since J2000, JME
 * @returns distance [au]
 * @see NREL/TP-560-34302, section 3.2
 */
export function sunDistanceAu(millennia: number): number {
  return periodicSum(EARTH_DISTANCE_TERMS, millennia)
}
