/** @module Sunlight as it reaches the ground, before any roof. */

/** Irradiance of the sky at one instant; written into, once per tick. */
export interface SkyIrradiance {
  /** Global horizontal irradiance [W/m²]. */
  ghiWm2: number
  /** Direct normal irradiance [W/m²]. */
  dniWm2: number
  /** Diffuse horizontal irradiance [W/m²]. */
  dhiWm2: number
  /** Direct normal irradiance above the atmosphere [W/m²]. */
  extraterrestrialNormalWm2: number
}
