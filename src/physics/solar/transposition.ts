/** @module From the horizontal plane to a tilted one: light of the sky and of the ground. */

/** Below this cosine of the zenith angle the beam ratio would blow up: the sun 1° above the horizon. */
const SMALLEST_COS_ZENITH = 0.01745

/**
 * Diffuse light of a uniformly bright sky on a tilted plane: DHI·(1 + cos β)/2.
 *
 * @param dhiWm2 - diffuse horizontal irradiance [W/m²]
 * @param cosTilt - cosine of the plane's tilt from horizontal β
 * @returns irradiance [W/m²]
 * @see H. C. Hottel, B. B. Woertz, "Evaluation of flat-plate solar heat collector", Transactions of the ASME 64
 *   (1942) 91
 */
export function isotropicSky(dhiWm2: number, cosTilt: number): number {
  return (dhiWm2 * (1 + cosTilt)) / 2
}

/**
 * Diffuse light of a sky that is brighter around the sun: DHI·(A·Rb + (1 − A)·(1 + cos β)/2), with the anisotropy
 * index A = DNI/I0 and the beam ratio Rb = max(cos θ, 0)/max(cos z, 0.01745).
 *
 * @param dhiWm2 - diffuse horizontal irradiance [W/m²]
 * @param dniWm2 - direct normal irradiance [W/m²]
 * @param extraterrestrialNormal - direct normal irradiance above the atmosphere [W/m²], above 0 when there is a beam
 * @param cosTilt - cosine of the plane's tilt from horizontal β
 * @param cosAoi - cosine of the angle of incidence θ
 * @param cosZenith - cosine of the sun's zenith angle z
 * @returns irradiance [W/m²]
 * @see J. E. Hay, J. A. Davies, "Calculations of the solar radiation incident on an inclined surface", Proceedings of
 *   the First Canadian Solar Radiation Data Workshop (1980) 59
 */
export function hayDaviesSky(
  dhiWm2: number,
  dniWm2: number,
  extraterrestrialNormal: number,
  cosTilt: number,
  cosAoi: number,
  cosZenith: number,
): number {
  const anisotropy = dniWm2 > 0 ? dniWm2 / extraterrestrialNormal : 0
  const beamRatio = Math.max(cosAoi, 0) / Math.max(cosZenith, SMALLEST_COS_ZENITH)
  return anisotropy * beamRatio * dhiWm2 + (1 - anisotropy) * isotropicSky(dhiWm2, cosTilt)
}

/**
 * Light reflected by the ground onto a tilted plane: GHI·ρ·(1 − cos β)/2.
 *
 * @param ghiWm2 - global horizontal irradiance [W/m²]
 * @param albedo - reflectance of the ground ρ, 0 to 1
 * @param cosTilt - cosine of the plane's tilt from horizontal β
 * @returns irradiance [W/m²]
 * @see P. G. Loutzenhiser et al., "Empirical validation of models to compute solar irradiance on inclined surfaces for
 *   building energy simulation", Solar Energy 81 (2007) 254, doi:10.1016/j.solener.2006.03.009
 */
export function groundReflected(ghiWm2: number, albedo: number, cosTilt: number): number {
  return (ghiWm2 * albedo * (1 - cosTilt)) / 2
}
