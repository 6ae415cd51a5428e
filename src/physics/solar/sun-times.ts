/** @module Sunrise, solar noon and sunset of a civil day. */

import { DEGREES_PER_RADIAN, RADIANS_PER_DEGREE, wrap180 } from './angle.ts'
import type { GeoLocation } from './location.ts'
import { geocentricSun } from './sun-geocentric.ts'

const HALF_DAY_MS = 43_200_000

/** How fast the sun's hour angle grows, on average [°/ms]. */
const HOUR_ANGLE_RATE = 360 / 86_400_000

/** Elevation of the sun's centre when its upper edge touches the horizon: 16′ of radius and 34′ of refraction [°]. */
const RISE_ELEVATION_DEG = -0.8333

/** The steps shrink a hundredfold each; a grazing polar sun needs a few more. */
const LARGEST_STEP_COUNT = 20

/** Instants of a day [ms since 1970-01-01 UTC]. */
export interface SunTimes {
  /** Null when the sun does not cross the horizon that day: polar day or polar night. */
  readonly sunriseMs: number | null
  /** The sun in the meridian, solar noon. */
  readonly transitMs: number
  readonly sunsetMs: number | null
}

/** Hour angle at which the sun stands at the rise elevation [°], or NaN when it never does. */
function riseHourAngleDeg(latitudeDeg: number, declinationDeg: number): number {
  const latitude = latitudeDeg * RADIANS_PER_DEGREE
  const declination = declinationDeg * RADIANS_PER_DEGREE
  const cosine =
    (Math.sin(RISE_ELEVATION_DEG * RADIANS_PER_DEGREE) - Math.sin(latitude) * Math.sin(declination)) /
    (Math.cos(latitude) * Math.cos(declination))
  return Math.acos(cosine) * DEGREES_PER_RADIAN
}

/** Instant near `guessMs` when the sun reaches a side of the sky (−1 east, 0 meridian, 1 west), or null. */
function instantOf(
  side: -1 | 0 | 1,
  guessMs: number,
  location: GeoLocation,
  deltaTSeconds: number | undefined,
): number | null {
  let instantMs = guessMs
  for (let step = 0; step < LARGEST_STEP_COUNT; step++) {
    const sun = geocentricSun(instantMs, deltaTSeconds)
    const hourAngleDeg = wrap180(sun.siderealTimeDeg + location.longitudeDeg - sun.rightAscensionDeg)
    const targetDeg = side === 0 ? 0 : side * riseHourAngleDeg(location.latitudeDeg, sun.declinationDeg)
    if (Number.isNaN(targetDeg)) return null
    const shiftMs = wrap180(targetDeg - hourAngleDeg) / HOUR_ANGLE_RATE
    instantMs += shiftMs
    if (Math.abs(shiftMs) < 1) break
  }
  return instantMs
}

/**
 * Sunrise, transit and sunset of a civil day, for the upper edge of the sun at a flat sea-level horizon.
 *
 * The published algorithm makes one correcting step from interpolated coordinates; this one repeats the step with
 * exact coordinates until it stands still, to the millisecond.
 *
 * @param dayStartMs - local midnight at which the civil day begins [ms since 1970-01-01 UTC]
 * @param location - the site; its elevation does not matter
 * @param deltaTSeconds - terrestrial minus universal time [s]; by default the polynomials of Espenak and Meeus
 * @returns instants [ms since 1970-01-01 UTC]; sunrise and sunset null in polar day and polar night
 * @see NREL/TP-560-34302, appendix A.2
 */
export function sunTimes(dayStartMs: number, location: GeoLocation, deltaTSeconds?: number): SunTimes {
  const noonMs = dayStartMs + HALF_DAY_MS
  const transitMs = instantOf(0, noonMs, location, deltaTSeconds) ?? noonMs
  const { declinationDeg } = geocentricSun(transitMs, deltaTSeconds)
  const halfDayMs = riseHourAngleDeg(location.latitudeDeg, declinationDeg) / HOUR_ANGLE_RATE
  if (Number.isNaN(halfDayMs)) return { sunriseMs: null, transitMs, sunsetMs: null }
  return {
    sunriseMs: instantOf(-1, transitMs - halfDayMs, location, deltaTSeconds),
    transitMs,
    sunsetMs: instantOf(1, transitMs + halfDayMs, location, deltaTSeconds),
  }
}
