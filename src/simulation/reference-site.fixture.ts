/** @module The site once more, from the physics rooms' functions: what `SiteModel` must agree with. */

import { BUILDING_TYPES, type BuildingType } from '../campus/building-type.ts'
import type { PvArray } from '../campus/meter.ts'
import type { Settings, Site } from '../config/settings.ts'
import type { PriceOutlook } from '../physics/battery/dispatch/price-outlook.ts'
import { isOnPeak } from '../physics/battery/dispatch/thai-tou-periods.ts'
import { SupplyProcess } from '../physics/feeder/supply.ts'
import { isThaiPublicHoliday } from '../physics/load/thai-holidays.ts'
import { temperatureMemory, UnitLoad } from '../physics/load/unit-load.ts'
import { ClearSky } from '../physics/solar/clear-sky.ts'
import { pressureAtElevationHpa } from '../physics/solar/location.ts'
import { PlaneModel, sunDirection } from '../physics/solar/roof-plane.ts'
import { SunTrack } from '../physics/solar/sun-track.ts'
import { BANGKOK_CLIMATE } from '../physics/weather/bangkok-climate.ts'
import { StochasticWeather } from '../physics/weather/stochastic-weather.ts'
import { Random } from '../random/random.ts'
import { LocalClock } from '../time/local-clock.ts'
import { dayPrices } from './day-prices.fixture.ts'

/** What the meters of a site share in one interval. */
export interface ReferenceConditions {
  readonly tick: number
  readonly intervalStartMs: number
  readonly intervalEndMs: number
  readonly frequencyHz: number
  readonly onPeak: boolean
  readonly prices: PriceOutlook
  unitLoad(type: BuildingType): number
  /** DC power of an array per effective nameplate power [kW/kWp]. */
  dcPerKwp(array: PvArray): number
  /** Voltage before a feeder's transformer, phase to neutral [V]. */
  supplyVoltage(feeder: number): number
}

export class ReferenceSite {
  readonly #settings: Settings
  readonly #startMs: number
  readonly #clock: LocalClock
  readonly #weather: StochasticWeather
  readonly #track: SunTrack
  readonly #clearSky: ClearSky
  readonly #unitLoad: UnitLoad
  readonly #supplies: readonly SupplyProcess[]
  #meanTemperatureC: number

  constructor(settings: Settings, site: Site, startMs: number, feeders: number) {
    const { intervalSeconds, seed } = settings
    const random = new Random(seed)
    this.#settings = settings
    this.#startMs = startMs
    this.#clock = new LocalClock(site.timeZone)
    this.#weather = new StochasticWeather({
      random,
      clock: this.#clock,
      intervalSeconds,
      weights: settings.weatherWeights,
    })
    this.#track = new SunTrack(site, { pressureHpa: pressureAtElevationHpa(site.elevationM), temperatureC: 28 })
    this.#clearSky = new ClearSky(site)
    this.#unitLoad = new UnitLoad({ clock: this.#clock })
    // One process per feeder: a feeder's voltage must not depend on which others are computed with it.
    this.#supplies = Array.from(
      { length: feeders },
      (_, feeder) =>
        new SupplyProcess({
          random,
          intervalSeconds,
          nominalVoltageV: site.nominalVoltageV,
          nominalFrequencyHz: site.nominalFrequencyHz,
          firstFeeder: feeder,
          lastFeeder: feeder,
        }),
    )
    this.#meanTemperatureC = BANGKOK_CLIMATE.months[this.#clock.at(startMs).month - 1].meanC
  }

  /** The conditions of a tick; ticks are asked for in order. */
  conditions(tick: number): ReferenceConditions {
    const { intervalSeconds } = this.#settings
    const intervalStartMs = this.#startMs + (tick - 1) * intervalSeconds * 1000
    const intervalEndMs = this.#startMs + tick * intervalSeconds * 1000
    const midpointMs = (intervalStartMs + intervalEndMs) / 2

    const weather = { condition: 0, clearSkyIndex: 0, ambientC: 0, windMs: 0, relativeHumidity: 0 }
    this.#weather.advance(tick, midpointMs, weather)
    const sun = { zenithDeg: 0, apparentZenithDeg: 0, azimuthDeg: 0 }
    this.#track.at(midpointMs, sun)
    const irradiance = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
    this.#clearSky.irradiance(sun, dayOfYear(midpointMs), weather.clearSkyIndex, irradiance)

    this.#meanTemperatureC = temperatureMemory(this.#meanTemperatureC, weather.ambientC, intervalSeconds)
    const unitLoad = new Float64Array(BUILDING_TYPES.length)
    this.#unitLoad.update(midpointMs, this.#meanTemperatureC, unitLoad)
    for (const supply of this.#supplies) {
      supply.advance(tick)
    }
    const { year, month, day, hour, weekday } = this.#clock.at(intervalStartMs)
    return {
      tick,
      intervalStartMs,
      intervalEndMs,
      frequencyHz: this.#supplies[0].frequencyHz,
      onPeak: isOnPeak(hour, weekday, isThaiPublicHoliday(year, month, day)),
      prices: dayPrices(hour),
      unitLoad: (type) => unitLoad[BUILDING_TYPES.indexOf(type)],
      dcPerKwp: (array) => {
        const plane = { poaWm2: 0, effectiveWm2: 0, cellC: 0, dcPerKwp: 0 }
        new PlaneModel(array).evaluate(irradiance, sunDirection(sun), weather.ambientC, weather.windMs, plane)
        return plane.dcPerKwp
      },
      supplyVoltage: (feeder) => this.#supplies[feeder].voltage(feeder),
    }
  }
}

/** Days since the start of the year in UTC, from 1. */
function dayOfYear(epochMs: number): number {
  const newYearMs = Date.UTC(new Date(epochMs).getUTCFullYear(), 0, 1)
  return 1 + (epochMs - newYearMs) / 86_400_000
}
