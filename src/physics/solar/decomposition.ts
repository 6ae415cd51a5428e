/** @module Splitting global irradiance into its direct and diffuse parts. */

import { RADIANS_PER_DEGREE } from './angle.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'

/** Below this cosine of the zenith angle the clearness index would blow up: the sun 3.7° above the horizon. */
const SMALLEST_COS_ZENITH = 0.065

/** A sun lower than this has no beam worth the division by its cosine [°]. */
const LARGEST_BEAM_ZENITH_DEG = 87

/** Share of diffuse light in the global, from the clearness index kt, 0 to 1. */
function diffuseFraction(kt: number): number {
  if (kt <= 0.22) return 1 - 0.09 * kt
  if (kt <= 0.8) return 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)))
  return 0.165
}

/**
 * Direct and diffuse irradiance from the global, through the clearness index kt = GHI/(I0·max(cos z, 0.065)):
 * DHI = kd(kt)·GHI, DNI = (GHI − DHI)/cos z; so GHI = DNI·cos z + DHI always holds.
 *
 * @param ghiWm2 - global horizontal irradiance [W/m²], not negative
 * @param zenithDeg - zenith angle of the sun [°]; beyond 87° all of the light is diffuse
 * @param extraterrestrialNormal - direct normal irradiance above the atmosphere [W/m²]
 * @param out - receives all four irradiances [W/m²]
 * @see D. G. Erbs, S. A. Klein, J. A. Duffie, "Estimation of the diffuse radiation fraction for hourly, daily and
 *   monthly-average global radiation", Solar Energy 28 (1982) 293, doi:10.1016/0038-092X(82)90302-4
 */
export function erbs(ghiWm2: number, zenithDeg: number, extraterrestrialNormal: number, out: SkyIrradiance): void {
  const cosZenith = Math.cos(zenithDeg * RADIANS_PER_DEGREE)
  const clearness = ghiWm2 / (extraterrestrialNormal * Math.max(cosZenith, SMALLEST_COS_ZENITH))
  out.extraterrestrialNormalWm2 = extraterrestrialNormal
  out.ghiWm2 = ghiWm2
  if (zenithDeg > LARGEST_BEAM_ZENITH_DEG) {
    out.dhiWm2 = ghiWm2
    out.dniWm2 = 0
    return
  }
  out.dhiWm2 = diffuseFraction(clearness) * ghiWm2
  out.dniWm2 = (ghiWm2 - out.dhiWm2) / cosZenith
}
