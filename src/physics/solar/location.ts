/** @module Where the sun is watched from, and the air it shines through. */

/** A place on Earth. */
export interface GeoLocation {
  /** North positive [°]. */
  readonly latitudeDeg: number
  /** East positive [°]. */
  readonly longitudeDeg: number
  /** Above mean sea level [m]. */
  readonly elevationM: number
}

/** Yearly mean state of the air, which bends the sun's rays near the horizon. */
export interface AirState {
  /** Station pressure [hPa]. */
  readonly pressureHpa: number
  /** Air temperature [°C]. */
  readonly temperatureC: number
}

/** Pressure of the standard atmosphere at sea level [hPa]. */
export const SEA_LEVEL_PRESSURE_HPA = 1013.25

/**
 * Pressure of the standard atmosphere at an elevation: ((44331.514 − h) / 11880.516)^(1/0.1902632).
 *
 * @param elevationM - above mean sea level [m], within the troposphere (below 11 000 m)
 * @returns pressure [hPa]
 * @see Portland State Aerospace Society, "A Quick Derivation relating altitude to air pressure" (2004), from the
 *   US Standard Atmosphere 1976
 */
export function pressureAtElevationHpa(elevationM: number): number {
  return ((44331.514 - elevationM) / 11880.516) ** (1 / 0.1902632)
}
