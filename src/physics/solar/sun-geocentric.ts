/** @module The sun as seen from the Earth's centre: the slow part of the solar position. */

import { DEGREES_PER_RADIAN, RADIANS_PER_DEGREE, wrap180, wrap360 } from './angle.ts'
import { deltaTSecondsAt } from './delta-t.ts'
import { heliocentricLatitudeDeg, heliocentricLongitudeDeg, sunDistanceAu } from './earth-orbit.ts'
import { daysSinceJ2000 } from './julian-day.ts'
import { meanObliquityDeg, nutation } from './nutation.ts'

const DAYS_PER_CENTURY = 36525
const SECONDS_PER_DAY = 86_400

/** Equatorial horizontal parallax of the sun at 1 au, 8.794″ [°]. */
const PARALLAX_AT_1_AU_DEG = 8.794 / 3600

/** Aberration of the sun's light at 1 au, 20.4898″ [°]. */
const ABERRATION_AT_1_AU_DEG = 20.4898 / 3600

/** The sun from the Earth's centre. */
export interface GeocentricSun {
  /** Distance R [au]. */
  readonly distanceAu: number
  /** True obliquity of the ecliptic ε [°]. */
  readonly obliquityDeg: number
  /** Apparent longitude λ [°]. */
  readonly apparentLongitudeDeg: number
  /** Apparent sidereal time at Greenwich ν [°]. */
  readonly siderealTimeDeg: number
  /** Right ascension α, 0 to 360 [°]. */
  readonly rightAscensionDeg: number
  /** Declination δ [°]. */
  readonly declinationDeg: number
  /** Equatorial horizontal parallax ξ [°]. */
  readonly parallaxDeg: number
  /** Equation of time E: apparent minus mean solar time [min]. */
  readonly equationOfTimeMinutes: number
}

/** Mean sidereal time at Greenwich ν0 [°], from days since J2000 (UT). */
function meanSiderealTimeDeg(days: number): number {
  const centuries = days / DAYS_PER_CENTURY
  const turn = 280.46061837 + 360.98564736629 * days + centuries * centuries * (0.000387933 - centuries / 38_710_000)
  return wrap360(turn)
}

/** Mean longitude of the sun M [°], from Julian ephemeris millennia. */
function meanLongitudeDeg(t: number): number {
  return (
    280.4664567 + t * (360007.6982779 + t * (0.03032028 + t * (1 / 49931 + t * (-1 / 15300 + t * (-1 / 2_000_000)))))
  )
}

/**
 * Apparent geocentric position of the sun.
 *
 * @param epochMs - instant [ms since 1970-01-01 UTC]; the theory holds for the years −2000 to 6000
 * @param deltaTSeconds - terrestrial minus universal time [s]
 * @returns right ascension, declination and what goes with them, uncertain by 0.0003°
 * @see I. Reda, A. Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302 (2008),
 *   sections 3.1 to 3.10 and appendix A.1
 */
export function geocentricSun(epochMs: number, deltaTSeconds: number = deltaTSecondsAt(epochMs)): GeocentricSun {
  const days = daysSinceJ2000(epochMs)
  const ephemerisCenturies = (days + deltaTSeconds / SECONDS_PER_DAY) / DAYS_PER_CENTURY
  const ephemerisMillennia = ephemerisCenturies / 10

  const distanceAu = sunDistanceAu(ephemerisMillennia)
  const { longitudeDeg: nutationDeg, obliquityDeg: obliquityNutationDeg } = nutation(ephemerisCenturies)
  const obliquityDeg = meanObliquityDeg(ephemerisMillennia) + obliquityNutationDeg
  const apparentLongitudeDeg =
    heliocentricLongitudeDeg(ephemerisMillennia) + 180 + nutationDeg - ABERRATION_AT_1_AU_DEG / distanceAu

  const cosObliquity = Math.cos(obliquityDeg * RADIANS_PER_DEGREE)
  const sinObliquity = Math.sin(obliquityDeg * RADIANS_PER_DEGREE)
  const cosLongitude = Math.cos(apparentLongitudeDeg * RADIANS_PER_DEGREE)
  const sinLongitude = Math.sin(apparentLongitudeDeg * RADIANS_PER_DEGREE)
  // Seen from the Earth the sun is as far south of the ecliptic as the Earth is north of it.
  const latitude = -heliocentricLatitudeDeg(ephemerisMillennia) * RADIANS_PER_DEGREE

  const rightAscension = Math.atan2(sinLongitude * cosObliquity - Math.tan(latitude) * sinObliquity, cosLongitude)
  const declination = Math.asin(Math.sin(latitude) * cosObliquity + Math.cos(latitude) * sinObliquity * sinLongitude)
  const rightAscensionDeg = wrap360(rightAscension * DEGREES_PER_RADIAN)
  const equinoxesDeg = nutationDeg * cosObliquity

  return {
    distanceAu,
    obliquityDeg,
    apparentLongitudeDeg: wrap360(apparentLongitudeDeg),
    siderealTimeDeg: meanSiderealTimeDeg(days) + equinoxesDeg,
    rightAscensionDeg,
    declinationDeg: declination * DEGREES_PER_RADIAN,
    parallaxDeg: PARALLAX_AT_1_AU_DEG / distanceAu,
    equationOfTimeMinutes:
      4 * wrap180(meanLongitudeDeg(ephemerisMillennia) - 0.0057183 - rightAscensionDeg + equinoxesDeg),
  }
}
