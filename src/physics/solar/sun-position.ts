/** @module The solar position in full, as the NREL algorithm defines it. */

import type { AirState, GeoLocation } from './location.ts'
import { type MutableSunPosition, Observer, type SunPosition } from './observer.ts'
import { geocentricSun } from './sun-geocentric.ts'

export type { MutableSunPosition, SunPosition } from './observer.ts'

/**
 * Zenith angle and azimuth of the sun (NREL solar position algorithm).
 *
 * @param epochMs - instant [ms since 1970-01-01 UTC]; years −2000 to 6000 when ΔT is given, else from 1900
 * @param location - where it is watched from
 * @param air - yearly mean pressure and temperature, for refraction
 * @param deltaTSeconds - terrestrial minus universal time [s]; by default the polynomials of Espenak and Meeus
 * @returns angles [°], uncertain by 0.0003°
 * @see I. Reda, A. Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302,
 *   revised January 2008; Solar Energy 76 (2004) 577, doi:10.1016/j.solener.2003.12.003
 */
export function sunPosition(
  epochMs: number,
  location: GeoLocation,
  air: AirState,
  deltaTSeconds?: number,
): SunPosition {
  const sun = geocentricSun(epochMs, deltaTSeconds)
  const out: MutableSunPosition = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
  const greenwichHourAngleDeg = sun.siderealTimeDeg - sun.rightAscensionDeg
  new Observer(location, air).position(greenwichHourAngleDeg, sun.declinationDeg, sun.parallaxDeg, out)
  return out
}
