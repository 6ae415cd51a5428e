/** @module A sky whose clouds are made by chance. */

import type { Settings, Site } from '../config/settings.ts'
import { ClearSky } from '../physics/solar/clear-sky.ts'
import type { MutableSunPosition } from '../physics/solar/observer.ts'
import type { SkyIrradiance } from '../physics/solar/roof-plane.ts'
import type { SunTrack } from '../physics/solar/sun-track.ts'
import { BANGKOK_CLIMATE } from '../physics/weather/bangkok-climate.ts'
import { StochasticWeather } from '../physics/weather/stochastic-weather.ts'
import type { WeatherSample } from '../physics/weather/weather-sample.ts'
import { Random } from '../random/random.ts'
import type { LocalClock } from '../time/local-clock.ts'
import { DayOfYear } from './day-of-year.ts'
import { type Sky, sunTrackAt } from './sky.ts'

/** Clear-sky irradiance under a random clear-sky index, with the sun where it really stands. */
export class StochasticSky implements Sky {
  readonly sun: MutableSunPosition = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
  readonly irradiance: SkyIrradiance = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
  readonly weather: WeatherSample = { condition: 0, clearSkyIndex: 1, ambientC: 0, windMs: 0, relativeHumidity: 0 }
  readonly #track: SunTrack
  readonly #clearSky: ClearSky
  readonly #weather: StochasticWeather
  readonly #dayOfYear = new DayOfYear()

  constructor(settings: Settings, site: Site, clock: LocalClock) {
    this.#track = sunTrackAt(site)
    this.#clearSky = new ClearSky(site)
    this.#weather = new StochasticWeather({
      random: new Random(settings.seed),
      clock,
      intervalSeconds: settings.intervalSeconds,
      weights: settings.weatherWeights,
    })
  }

  get state(): Float64Array {
    return this.#weather.state
  }

  advance(tick: number, midpointMs: number): void {
    this.#weather.advance(tick, midpointMs, this.weather)
    this.#track.at(midpointMs, this.sun)
    this.#clearSky.irradiance(this.sun, this.#dayOfYear.at(midpointMs), this.weather.clearSkyIndex, this.irradiance)
  }

  meanTemperatureC(month: number): number {
    return BANGKOK_CLIMATE.months[month - 1].meanC
  }
}
