/** @module The Ineichen–Perez clear sky: how bright a cloudless sky is, given its haze. */

import { RADIANS_PER_DEGREE } from './angle.ts'
import type { SkyIrradiance } from './sky-irradiance.ts'

const FIRST_SCALE_HEIGHT_M = 8000
const SECOND_SCALE_HEIGHT_M = 1250

/** What a clear sky depends on besides the sun's height. */
export interface ClearAir {
  /** Absolute (pressure-corrected) air mass. */
  readonly airMass: number
  /** Linke turbidity at air mass 2. */
  readonly linkeTurbidity: number
  /** Above mean sea level [m]. */
  readonly elevationM: number
  /** Direct normal irradiance above the atmosphere [W/m²]. */
  readonly extraterrestrialNormalWm2: number
}

/**
 * Clear-sky global irradiance: cg1·I0·cos z·exp(−cg2·AM·(fh1 + fh2·(TL − 1))), with fh1 = exp(−h/8000),
 * fh2 = exp(−h/1250), cg1 = 5.09e-5·h + 0.868, cg2 = 3.92e-5·h + 0.0387.
 *
 * The factor exp(0.01·AM^1.8) of the paper is left out: it turns wrong at large air mass.
 *
 * @param cosZenith - cosine of the apparent zenith angle, above 0
 * @param air - the air above the site
 * @returns global horizontal irradiance [W/m²]
 * @see P. Ineichen, R. Perez, "A new airmass independent formulation for the Linke turbidity coefficient", Solar
 *   Energy 73 (2002) 151, doi:10.1016/S0038-092X(02)00045-2
 */
export function ineichenGhi(cosZenith: number, air: ClearAir): number {
  const { elevationM } = air
  const fh1 = Math.exp(-elevationM / FIRST_SCALE_HEIGHT_M)
  const fh2 = Math.exp(-elevationM / SECOND_SCALE_HEIGHT_M)
  const cg1 = 5.09e-5 * elevationM + 0.868
  const cg2 = 3.92e-5 * elevationM + 0.0387
  const opticalDepth = cg2 * air.airMass * (fh1 + fh2 * (air.linkeTurbidity - 1))
  return cg1 * air.extraterrestrialNormalWm2 * cosZenith * Math.exp(-opticalDepth)
}

/**
 * Clear-sky global, direct and diffuse irradiance.
 *
 * DNI is the smaller of I0·b·exp(−0.09·AM·(TL − 1)), b = 0.664 + 0.163/fh1, and
 * GHI·(1 − (0.1 − 0.2·exp(−TL))/(0.1 + 0.882/fh1))/cos z; DHI = GHI − DNI·cos z.
 *
 * @param apparentZenithDeg - zenith angle with refraction [°]; all zero from 90° on
 * @param air - the air above the site
 * @param out - receives the irradiances [W/m²]
 * @see Ineichen and Perez 2002, as above; P. Ineichen, "A broadband simplified version of the Solis clear sky model",
 *   Solar Energy 82 (2008) 758, for the direct part
 */
export function ineichen(apparentZenithDeg: number, air: ClearAir, out: SkyIrradiance): void {
  const dark = apparentZenithDeg >= 90
  const cosZenith = dark ? 0 : Math.cos(apparentZenithDeg * RADIANS_PER_DEGREE)
  out.extraterrestrialNormalWm2 = dark ? 0 : air.extraterrestrialNormalWm2
  out.ghiWm2 = dark ? 0 : ineichenGhi(cosZenith, air)
  out.dniWm2 = dark ? 0 : Math.min(beamOfTurbidity(air), largestBeam(out.ghiWm2 / cosZenith, air))
  out.dhiWm2 = out.ghiWm2 - out.dniWm2 * cosZenith
}

function beamOfTurbidity(air: ClearAir): number {
  const b = 0.664 + 0.163 * Math.exp(air.elevationM / FIRST_SCALE_HEIGHT_M)
  return air.extraterrestrialNormalWm2 * b * Math.exp(-0.09 * air.airMass * (air.linkeTurbidity - 1))
}

/** The beam that leaves the least diffuse light a sky of this turbidity can have. */
function largestBeam(globalNormalWm2: number, air: ClearAir): number {
  const scattered = 0.1 - 0.2 * Math.exp(-air.linkeTurbidity)
  const passing = 0.1 + 0.882 * Math.exp(air.elevationM / FIRST_SCALE_HEIGHT_M)
  return Math.max(0, globalNormalWm2 * (1 - scattered / passing))
}
