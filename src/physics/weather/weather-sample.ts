/** @module What the weather is over one interval, the same for every meter of a site. */

/** One interval's weather, written in place once per tick. */
export interface WeatherSample {
  /** Index into WEATHER_CONDITIONS at the interval's middle. */
  condition: number
  /** Global horizontal irradiance over that of a cloudless sky. */
  clearSkyIndex: number
  /** Air temperature in the shade [°C]. */
  ambientC: number
  /** Wind speed at station height [m/s]. */
  windMs: number
  /** Relative humidity of the air [%]. */
  relativeHumidity: number
}
