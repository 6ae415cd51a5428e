/** @module The fast part of the solar position: from the Earth's centre to the sky of one place. */

import { DEGREES_PER_RADIAN, RADIANS_PER_DEGREE } from './angle.ts'
import type { AirState, GeoLocation } from './location.ts'

/** Where the sun stands in the sky. */
export interface SunPosition {
  /** Topocentric zenith angle without refraction [°]. */
  readonly zenithDeg: number
  /** Topocentric zenith angle as seen through the air [°]. */
  readonly apparentZenithDeg: number
  /** From north, clockwise, 0 to 360 [°]. */
  readonly azimuthDeg: number
}

/** A sun position to write into. */
export type MutableSunPosition = { -readonly [Field in keyof SunPosition]: SunPosition[Field] }

/** Polar over equatorial radius of the Earth. */
const EARTH_AXIS_RATIO = 0.99664719
const EARTH_RADIUS_M = 6_378_140

/** Radius of the sun's disc [°]. */
const SUN_RADIUS_DEG = 0.26667

/** Refraction at the horizon [°]: 34 minutes of arc. */
const HORIZON_REFRACTION_DEG = 0.5667

/**
 * Refraction, which lifts the sun near the horizon:
 * P/1010 · 283/(273 + T) · 1.02 / (60·tan(e0 + 10.3/(e0 + 5.11))).
 *
 * @param elevationDeg - true elevation e0 [°]
 * @param airFactor - P/1010 · 283/(273 + T)
 * @returns refraction [°]; 0 when all of the disc is below the horizon, where the formula has no meaning
 * @see NREL/TP-560-34302, section 3.14.2
 */
function refractionDeg(elevationDeg: number, airFactor: number): number {
  if (elevationDeg < -(SUN_RADIUS_DEG + HORIZON_REFRACTION_DEG)) return 0
  return (airFactor * 1.02) / (60 * Math.tan((elevationDeg + 10.3 / (elevationDeg + 5.11)) * RADIANS_PER_DEGREE))
}

/** One place, with the constants its sky needs. */
export class Observer {
  readonly #longitudeDeg: number
  readonly #sinLatitude: number
  readonly #cosLatitude: number
  /** Distance from the Earth's axis and from the plane of the equator, in equatorial radii. */
  readonly #axisDistance: number
  readonly #equatorDistance: number
  readonly #airFactor: number

  constructor(location: GeoLocation, air: AirState) {
    const latitude = location.latitudeDeg * RADIANS_PER_DEGREE
    const reduced = Math.atan(EARTH_AXIS_RATIO * Math.tan(latitude))
    const height = location.elevationM / EARTH_RADIUS_M
    this.#longitudeDeg = location.longitudeDeg
    this.#sinLatitude = Math.sin(latitude)
    this.#cosLatitude = Math.cos(latitude)
    this.#axisDistance = Math.cos(reduced) + height * this.#cosLatitude
    this.#equatorDistance = EARTH_AXIS_RATIO * Math.sin(reduced) + height * this.#sinLatitude
    this.#airFactor = (air.pressureHpa / 1010) * (283 / (273 + air.temperatureC))
  }

  /**
   * Position of the sun in the sky, from its geocentric coordinates.
   *
   * The algorithm's chain of angles (parallax in right ascension, topocentric declination and hour angle, elevation,
   * azimuth) is done on the vector from the observer to the sun: the same geometry, exact near zenith and poles,
   * with a third of the trigonometric calls.
   *
   * @param greenwichHourAngleDeg - geocentric hour angle at Greenwich, westward [°], any turn
   * @param declinationDeg - geocentric declination [°]
   * @param parallaxDeg - equatorial horizontal parallax [°]
   * @param out - receives the position
   * @see NREL/TP-560-34302, sections 3.11 to 3.15
   */
  position(greenwichHourAngleDeg: number, declinationDeg: number, parallaxDeg: number, out: MutableSunPosition): void {
    const hourAngle = (greenwichHourAngleDeg + this.#longitudeDeg) * RADIANS_PER_DEGREE
    const declination = declinationDeg * RADIANS_PER_DEGREE
    const sinParallax = Math.sin(parallaxDeg * RADIANS_PER_DEGREE)
    const cosDeclination = Math.cos(declination)
    // In the frame of the equator: towards the meridian, towards the west, towards the pole.
    const meridian = cosDeclination * Math.cos(hourAngle) - this.#axisDistance * sinParallax
    const west = cosDeclination * Math.sin(hourAngle)
    const pole = Math.sin(declination) - this.#equatorDistance * sinParallax
    // Tilted into the frame of the horizon.
    const south = meridian * this.#sinLatitude - pole * this.#cosLatitude
    const up = meridian * this.#cosLatitude + pole * this.#sinLatitude
    const level = Math.sqrt(south * south + west * west)
    const elevationDeg = Math.atan2(up, level) * DEGREES_PER_RADIAN
    out.zenithDeg = 90 - elevationDeg
    out.apparentZenithDeg = 90 - elevationDeg - refractionDeg(elevationDeg, this.#airFactor)
    out.azimuthDeg = Math.atan2(west, south) * DEGREES_PER_RADIAN + 180
    if (out.azimuthDeg >= 360) out.azimuthDeg = 0
  }
}
