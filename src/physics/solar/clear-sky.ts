/** @module The sky over one site: clear-sky irradiance, and what clouds leave of it. */

import { absoluteAirMass, relativeAirMass } from './air-mass.ts'
import { RADIANS_PER_DEGREE } from './angle.ts'
import { erbs } from './decomposition.ts'
import { extraterrestrialNormalWm2 } from './extraterrestrial.ts'
import { ineichenGhi } from './ineichen.ts'
import { linkeTurbidity } from './linke-turbidity.ts'
import { type GeoLocation, pressureAtElevationHpa } from './location.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'
import type { SunPosition } from './sun-position.ts'

/** Clear sky after Ineichen and Perez, dimmed by a clear-sky index and split after Erbs. */
export class ClearSky {
  readonly #elevationM: number
  readonly #pressureHpa: number
  readonly #turbidity: (dayOfYear: number) => number

  /**
   * @param location - the site
   * @param turbidity - Linke turbidity by day of the year; by default Bangkok's
   * @param pressureHpa - station pressure [hPa]; by default the standard atmosphere's at the site's elevation
   */
  constructor(
    location: GeoLocation,
    turbidity: (dayOfYear: number) => number = linkeTurbidity,
    pressureHpa: number = pressureAtElevationHpa(location.elevationM),
  ) {
    this.#elevationM = location.elevationM
    this.#pressureHpa = pressureHpa
    this.#turbidity = turbidity
  }

  /**
   * Clear-sky global irradiance.
   *
   * @param sun - the sun's position
   * @param dayOfYear - UTC, 1 to 366, may be fractional
   * @returns global horizontal irradiance [W/m²]; exactly 0 when the sun is down
   */
  clearGhi(sun: SunPosition, dayOfYear: number): number {
    if (sun.apparentZenithDeg >= 90) return 0
    return this.#clearGhi(sun.apparentZenithDeg, dayOfYear, extraterrestrialNormalWm2(dayOfYear))
  }

  /**
   * Irradiance under clouds: GHI = clear-sky index · clear-sky GHI, split into direct and diffuse after Erbs.
   *
   * @param sun - the sun's position
   * @param dayOfYear - UTC, 1 to 366, may be fractional
   * @param clearSkyIndex - share of the clear-sky irradiance that arrives, 0 or more (cloud edges exceed 1)
   * @param out - receives the irradiances [W/m²]; all exactly 0 when the sun is down
   */
  irradiance(sun: SunPosition, dayOfYear: number, clearSkyIndex: number, out: SkyIrradiance): void {
    const { apparentZenithDeg } = sun
    if (apparentZenithDeg >= 90) {
      out.ghiWm2 = 0
      out.dniWm2 = 0
      out.dhiWm2 = 0
      out.extraterrestrialNormalWm2 = 0
      return
    }
    const extraterrestrial = extraterrestrialNormalWm2(dayOfYear)
    const ghiWm2 = clearSkyIndex * this.#clearGhi(apparentZenithDeg, dayOfYear, extraterrestrial)
    erbs(ghiWm2, apparentZenithDeg, extraterrestrial, out)
  }

  #clearGhi(apparentZenithDeg: number, dayOfYear: number, extraterrestrial: number): number {
    return ineichenGhi(Math.cos(apparentZenithDeg * RADIANS_PER_DEGREE), {
      airMass: absoluteAirMass(relativeAirMass(apparentZenithDeg), this.#pressureHpa),
      linkeTurbidity: this.#turbidity(dayOfYear),
      elevationM: this.#elevationM,
      extraterrestrialNormalWm2: extraterrestrial,
    })
  }
}
