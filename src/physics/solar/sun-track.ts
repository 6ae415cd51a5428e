/** @module The solar position of one site at every tick, at a fraction of the full algorithm's cost. */

import { wrap180 } from './angle.ts'
import type { AirState, GeoLocation } from './location.ts'
import { Observer } from './observer.ts'
import { geocentricSun } from './sun-geocentric.ts'
import type { MutableSunPosition } from './sun-position.ts'

const DAY_MS = 86_400_000

/** The quantities that take days to change, at one midnight UTC. */
interface Knot {
  /** By how much the Greenwich hour angle of the sun leads that of a clock, the equation of time as an angle [°]. */
  readonly hourAngleLeadDeg: number
  readonly declinationDeg: number
  readonly parallaxDeg: number
}

function knotOfDay(day: number): Knot {
  const sun = geocentricSun(day * DAY_MS)
  return {
    hourAngleLeadDeg: wrap180(sun.siderealTimeDeg - sun.rightAscensionDeg - 180),
    declinationDeg: sun.declinationDeg,
    parallaxDeg: sun.parallaxDeg,
  }
}

/** A cubic through four equidistant values at −1, 0, 1, 2, evaluated between 0 and 1. */
class Cubic {
  #c0 = 0
  #c1 = 0
  #c2 = 0
  #c3 = 0

  fit(before: number, start: number, end: number, after: number): void {
    this.#c0 = start
    this.#c1 = end - before / 3 - start / 2 - after / 6
    this.#c2 = (before + end) / 2 - start
    this.#c3 = (after - before) / 6 + (start - end) / 2
  }

  at(x: number): number {
    return this.#c0 + x * (this.#c1 + x * (this.#c2 + x * this.#c3))
  }
}

/**
 * Follows the sun over one site.
 *
 * The solar theory is evaluated at midnights UTC only; between them cubics through the four nearest midnights carry
 * the slow geocentric quantities (error below 1e-6°, most of it the Moon's monthly pull), and the exact turning of
 * the Earth, parallax and refraction are added. Knots lie at fixed instants, so the result depends on the instant
 * alone, never on what was asked before.
 *
 * @see NREL/TP-560-34302 for the theory
 */
export class SunTrack {
  readonly #observer: Observer
  readonly #lead = new Cubic()
  readonly #declination = new Cubic()
  readonly #parallax = new Cubic()
  #day = Number.NaN
  #knots: readonly Knot[] = []

  /**
   * @param location - the site
   * @param air - yearly mean pressure and temperature, for refraction
   */
  constructor(location: GeoLocation, air: AirState) {
    this.#observer = new Observer(location, air)
  }

  /**
   * Position of the sun at an instant.
   *
   * @param epochMs - instant [ms since 1970-01-01 UTC], years from 1900
   * @param out - receives the position [°], within 1e-5° of the full algorithm's
   */
  at(epochMs: number, out: MutableSunPosition): void {
    const day = Math.floor(epochMs / DAY_MS)
    if (day !== this.#day) this.#enter(day)
    const fraction = epochMs / DAY_MS - day
    this.#observer.position(
      360 * fraction + 180 + this.#lead.at(fraction),
      this.#declination.at(fraction),
      this.#parallax.at(fraction),
      out,
    )
  }

  #enter(day: number): void {
    const before = day - 1
    this.#knots =
      day === this.#day + 1
        ? [...this.#knots.slice(1), knotOfDay(day + 2)]
        : [knotOfDay(before), knotOfDay(day), knotOfDay(day + 1), knotOfDay(day + 2)]
    const [k0, k1, k2, k3] = this.#knots
    this.#lead.fit(k0.hourAngleLeadDeg, k1.hourAngleLeadDeg, k2.hourAngleLeadDeg, k3.hourAngleLeadDeg)
    this.#declination.fit(k0.declinationDeg, k1.declinationDeg, k2.declinationDeg, k3.declinationDeg)
    this.#parallax.fit(k0.parallaxDeg, k1.parallaxDeg, k2.parallaxDeg, k3.parallaxDeg)
    this.#day = day
  }
}
