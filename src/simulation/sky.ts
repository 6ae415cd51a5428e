/** @module The sky over a site: where the sun stands, what comes down and how warm it is. */

import { type GeoLocation, pressureAtElevationHpa } from '../physics/solar/location.ts'
import type { SkyIrradiance } from '../physics/solar/roof-plane.ts'
import type { SunPosition } from '../physics/solar/sun-position.ts'
import { SunTrack } from '../physics/solar/sun-track.ts'
import type { WeatherSample } from '../physics/weather/weather-sample.ts'

/** Yearly mean air temperature for refraction [°C]: a degree changes the apparent zenith by arc seconds. */
const MEAN_AIR_C = 28

/** A sky advanced tick by tick; its parts are refilled in place. */
export interface Sky {
  readonly sun: SunPosition
  readonly irradiance: SkyIrradiance
  readonly weather: WeatherSample
  /** Everything it remembers. */
  readonly state: Float64Array
  advance(tick: number, midpointMs: number): void
  /** Usual mean temperature of a month (1 to 12) [°C]. */
  meanTemperatureC(month: number): number
}

/** Follows the sun over a place. */
export function sunTrackAt(location: GeoLocation): SunTrack {
  return new SunTrack(location, { pressureHpa: pressureAtElevationHpa(location.elevationM), temperatureC: MEAN_AIR_C })
}
