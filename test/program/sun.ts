/** @module The sun's elevation by a short formula of its own, to check by what the program's sun gives. */

const DEGREES = Math.PI / 180
/** 2000-01-01 12:00 UTC [ms since 1970 UTC]. */
const J2000_MS = 946_728_000_000
const DAY_MS = 86_400_000

/**
 * Elevation of the sun's centre without refraction, to about 0.02° between 1950 and 2050.
 *
 * @param timeMs - [ms since 1970 UTC]
 * @returns [°], negative below the horizon
 * @see Astronomical Almanac, page C5, "Low precision formulas for the Sun"; Michalsky, The Astronomical Almanac's
 *   algorithm for approximate solar position, Solar Energy 40 (1988), doi:10.1016/0038-092X(88)90045-X
 */
export function sunElevationDeg(timeMs: number, latitudeDeg: number, longitudeDeg: number): number {
  const days = (timeMs - J2000_MS) / DAY_MS
  const meanLongitude = 280.46 + 0.9856474 * days
  const meanAnomaly = (357.528 + 0.9856003 * days) * DEGREES
  const longitude = (meanLongitude + 1.915 * Math.sin(meanAnomaly) + 0.02 * Math.sin(2 * meanAnomaly)) * DEGREES
  const obliquity = (23.439 - 0.0000004 * days) * DEGREES
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude))
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude))
  const siderealDeg = 280.46062 + 360.98564737 * days + longitudeDeg
  const hourAngle = siderealDeg * DEGREES - rightAscension
  const latitude = latitudeDeg * DEGREES
  const sine =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle)
  return Math.asin(sine) / DEGREES
}
