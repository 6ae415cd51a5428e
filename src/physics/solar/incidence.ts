/** @module How steeply the sun's beam meets a plane, and how much of it the glass lets through. */

/**
 * Cosine of the angle between the sun and a plane's normal: cos β·cos z + sin β·sin z·cos(A − A_plane).
 *
 * @param cosTilt - cosine of the plane's tilt from horizontal β
 * @param sinTilt - its sine
 * @param cosZenith - cosine of the sun's zenith angle z
 * @param sinZenith - its sine
 * @param cosAzimuthDifference - cosine of the sun's azimuth A minus the plane's, both from north clockwise
 * @returns cosine, −1 to 1; negative when the sun is behind the plane
 */
export function cosIncidence(
  cosTilt: number,
  sinTilt: number,
  cosZenith: number,
  sinZenith: number,
  cosAzimuthDifference: number,
): number {
  return cosTilt * cosZenith + sinTilt * sinZenith * cosAzimuthDifference
}

/**
 * ASHRAE incidence-angle modifier: 1 − b·(1/cos θ − 1), not below 0.
 *
 * @param cosAoi - cosine of the angle of incidence θ; 0 is returned from 90° on
 * @param b - slope of the loss
 * @returns transmittance relative to normal incidence, 0 to 1
 * @see A. F. Souka, H. H. Safwat, "Determination of the optimum orientations for the double-exposure, flat-plate
 *   collector and its reflections", Solar Energy 10 (1966) 170; ASHRAE standard 93-77
 */
export function iamAshrae(cosAoi: number, b = 0.05): number {
  return cosAoi > 0 ? Math.max(0, 1 - b * (1 / cosAoi - 1)) : 0
}

/** Refractive index of glass. */
const GLASS_INDEX = 1.526

/** Extinction coefficient of glass [1/m] times its thickness [m]. */
const GLASS_OPTICAL_DEPTH = 4 * 0.002

/** Transmittance of the glass at normal incidence. */
const NORMAL_TRANSMITTANCE = (1 - ((1 - GLASS_INDEX) / (1 + GLASS_INDEX)) ** 2) * Math.exp(-GLASS_OPTICAL_DEPTH)

/**
 * Physical incidence-angle modifier: reflection at the air–glass surface (Fresnel, mean of both polarisations) and
 * absorption along the refracted path (Bouguer), relative to normal incidence.
 *
 * @param cosAoi - cosine of the angle of incidence; 0 is returned from 90° on
 * @returns transmittance relative to normal incidence, 0 to 1
 * @see W. De Soto, S. A. Klein, W. A. Beckman, "Improvement and validation of a model for photovoltaic array
 *   performance", Solar Energy 80 (2006) 78, doi:10.1016/j.solener.2005.06.010
 */
export function iamPhysical(cosAoi: number): number {
  if (cosAoi <= 0) return 0
  const sinRefractedSquared = (1 - cosAoi * cosAoi) / (GLASS_INDEX * GLASS_INDEX)
  const cosRefracted = Math.sqrt(1 - sinRefractedSquared)
  const across = (cosAoi - GLASS_INDEX * cosRefracted) / (cosAoi + GLASS_INDEX * cosRefracted)
  const along = (cosRefracted - GLASS_INDEX * cosAoi) / (cosRefracted + GLASS_INDEX * cosAoi)
  const transmitted = 1 - (across * across + along * along) / 2
  return (transmitted * Math.exp(-GLASS_OPTICAL_DEPTH / cosRefracted)) / NORMAL_TRANSMITTANCE
}
