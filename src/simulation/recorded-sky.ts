/** @module A sky that was measured: a recorded year over its own site, read on the campus's clock. */

import { extraterrestrialNormalWm2 } from '../physics/solar/extraterrestrial.ts'
import type { MutableSunPosition } from '../physics/solar/observer.ts'
import type { SkyIrradiance } from '../physics/solar/roof-plane.ts'
import type { SunTrack } from '../physics/solar/sun-track.ts'
import { type RecordedSample, RecordedWeather } from '../physics/weather/recorded-weather.ts'
import { type RecordedYear, rowOfHour } from '../physics/weather/recorded-year.ts'
import { HOUR_MS, type LocalClock } from '../time/local-clock.ts'
import { DayOfYear } from './day-of-year.ts'
import { type Sky, sunTrackAt } from './sky.ts'

const RADIANS_PER_DEGREE = Math.PI / 180
/** Any common year: a typical year has none of its own. */
const COMMON_YEAR = 2025

/** Weather and irradiance from a recording, the sun from where it was made. */
export class RecordedSky implements Sky {
  readonly sun: MutableSunPosition = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
  readonly irradiance: SkyIrradiance = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
  readonly weather: RecordedSample = {
    condition: 0,
    clearSkyIndex: 1,
    ambientC: 0,
    windMs: 0,
    relativeHumidity: 0,
    ghiWm2: 0,
    dniWm2: 0,
    dhiWm2: 0,
  }
  /** A recording remembers nothing. */
  readonly state = new Float64Array(0)
  readonly #year: RecordedYear
  readonly #track: SunTrack
  readonly #recorded: RecordedWeather
  readonly #dayOfYear = new DayOfYear()

  constructor(year: RecordedYear, intervalSeconds: number, clock: LocalClock) {
    const track = sunTrackAt(year.location)
    const sun: MutableSunPosition = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
    this.#year = year
    this.#track = sunTrackAt(year.location)
    this.#recorded = new RecordedWeather(year, {
      clock,
      intervalSeconds,
      sunElevationSine: (epochMs) => {
        track.at(epochMs, sun)
        return Math.max(0, Math.cos(sun.apparentZenithDeg * RADIANS_PER_DEGREE))
      },
    })
  }

  advance(tick: number, midpointMs: number): void {
    const { weather, irradiance } = this
    this.#recorded.advance(tick, midpointMs, weather)
    const sunMs = this.#recorded.sunEpochMs(midpointMs)
    this.#track.at(sunMs, this.sun)
    irradiance.ghiWm2 = weather.ghiWm2
    irradiance.dniWm2 = weather.dniWm2
    irradiance.dhiWm2 = weather.dhiWm2
    irradiance.extraterrestrialNormalWm2 = extraterrestrialNormalWm2(this.#dayOfYear.at(sunMs))
  }

  meanTemperatureC(month: number): number {
    const { ambientC } = this.#year
    const fromHour = Date.UTC(COMMON_YEAR, month - 1, 1) / HOUR_MS
    const hours = (Date.UTC(COMMON_YEAR, month, 1) - Date.UTC(COMMON_YEAR, month - 1, 1)) / HOUR_MS
    const from = rowOfHour(ambientC.length, fromHour)
    return ambientC.subarray(from, from + hours).reduce((sum, value) => sum + value, 0) / hours
  }
}
