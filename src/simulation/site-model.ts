/** @module The site of a run: sky, weather, roof planes, load shapes and supply, advanced once per tick for all meters. */

import type { EmissionFactors } from '../certificates/emission-factors.ts'
import type { Settings, Site } from '../config/settings.ts'
import { isOnPeak } from '../physics/battery/dispatch/thai-tou-periods.ts'
import { SupplyProcess } from '../physics/feeder/supply.ts'
import { isTariffHoliday } from '../physics/load/thai-holidays.ts'
import { temperatureMemory, UnitLoad } from '../physics/load/unit-load.ts'
import { type PlaneConditions, PlaneModel, type RoofPlane, sunDirection } from '../physics/solar/roof-plane.ts'
import { Random } from '../random/random.ts'
import { DAY_MS, HOUR_MS, type LocalClock } from '../time/local-clock.ts'
import type { LoadReplayer } from './load-replayer.ts'
import { CONDITION, type SiteConditions } from './site-conditions.ts'
import type { Sky } from './sky.ts'

export interface SiteModelOptions {
  readonly settings: Settings
  readonly site: Site
  /** Start of the run [ms since 1970 UTC]. */
  readonly startMs: number
  readonly clock: LocalClock
  readonly sky: Sky
  readonly planes: readonly RoofPlane[]
  readonly feeders: number
  readonly replayer: LoadReplayer
  readonly emissions: EmissionFactors
  /** Shared memory the model writes to. */
  readonly conditions: SiteConditions
}

/** Computes what does not depend on the meter. Everything it remembers is in `saveState`. */
export class SiteModel {
  readonly conditions: SiteConditions
  readonly #sky: Sky
  readonly #clock: LocalClock
  readonly #unitLoad: UnitLoad
  readonly #supply: SupplyProcess
  readonly #planes: readonly PlaneModel[]
  readonly #plane: PlaneConditions = { poaWm2: 0, effectiveWm2: 0, cellC: 0, dcPerKwp: 0 }
  readonly #replayer: LoadReplayer
  readonly #emissions: EmissionFactors
  readonly #startMs: number
  readonly #intervalSeconds: number
  #meanTemperatureC: number
  #holidayDay = Number.NaN
  #isHoliday = false

  constructor(options: SiteModelOptions) {
    const { settings, site } = options
    this.conditions = options.conditions
    this.#sky = options.sky
    this.#clock = options.clock
    this.#unitLoad = new UnitLoad({ clock: options.clock })
    this.#supply = new SupplyProcess({
      random: new Random(settings.seed),
      intervalSeconds: settings.intervalSeconds,
      nominalVoltageV: site.nominalVoltageV,
      nominalFrequencyHz: site.nominalFrequencyHz,
      firstFeeder: 0,
      lastFeeder: options.feeders - 1,
    })
    this.#planes = options.planes.map((plane) => new PlaneModel(plane))
    this.#replayer = options.replayer
    this.#emissions = options.emissions
    this.#startMs = options.startMs
    this.#intervalSeconds = settings.intervalSeconds
    this.#meanTemperatureC = options.sky.meanTemperatureC(options.clock.at(options.startMs).month)
  }

  /** Computes the conditions of a tick, the one after the last call's (1 after construction). */
  advance(tick: number): void {
    const { scalars, unitLoad, supplyVoltage, replayedKw } = this.conditions
    const intervalMs = this.#intervalSeconds * 1000
    const endMs = this.#startMs + tick * intervalMs
    const midpointMs = endMs - intervalMs / 2
    const sky = this.#sky
    sky.advance(tick, midpointMs)
    const { ambientC, windMs, relativeHumidity, condition } = sky.weather
    this.#meanTemperatureC = temperatureMemory(this.#meanTemperatureC, ambientC, this.#intervalSeconds)
    this.#unitLoad.update(midpointMs, this.#meanTemperatureC, unitLoad)
    this.#advancePlanes(ambientC, windMs)
    this.#supply.advance(tick)
    for (let feeder = 0; feeder < supplyVoltage.length; feeder++) {
      supplyVoltage[feeder] = this.#supply.voltage(feeder)
    }
    this.#replayer.meanKw(endMs - intervalMs, endMs, replayedKw)
    scalars[CONDITION.tick] = tick
    scalars[CONDITION.timeMs] = endMs
    scalars[CONDITION.weather] = condition
    scalars[CONDITION.ambientC] = ambientC
    scalars[CONDITION.windMs] = windMs
    scalars[CONDITION.relativeHumidityPercent] = relativeHumidity
    scalars[CONDITION.ghiWm2] = sky.irradiance.ghiWm2
    scalars[CONDITION.sunElevationDeg] = 90 - sky.sun.apparentZenithDeg
    scalars[CONDITION.meanTemperatureC] = this.#meanTemperatureC
    scalars[CONDITION.frequencyHz] = this.#supply.frequencyHz
    scalars[CONDITION.kgPerKwh] = this.#emissions.meanKgPerKwh(endMs - intervalMs, endMs)
    scalars[CONDITION.onPeak] = this.#isOnPeak(endMs - intervalMs) ? 1 : 0
  }

  /** Everything the site remembers. */
  saveState(): Float64Array {
    return Float64Array.from([this.#meanTemperatureC, ...this.#sky.state, ...this.#supply.state])
  }

  /** Restores what `saveState` gave for a site of the same make. */
  loadState(state: Float64Array): void {
    const skyEnd = 1 + this.#sky.state.length
    this.#meanTemperatureC = state[0]
    this.#sky.state.set(state.subarray(1, skyEnd))
    this.#supply.state.set(state.subarray(skyEnd))
  }

  #advancePlanes(ambientC: number, windMs: number): void {
    const { planeIrradiance, planeCellC, planeDcPerKwp } = this.conditions
    const { irradiance } = this.#sky
    const sun = sunDirection(this.#sky.sun)
    const plane = this.#plane
    for (let p = 0; p < this.#planes.length; p++) {
      this.#planes[p].evaluate(irradiance, sun, ambientC, windMs, plane)
      planeIrradiance[p] = plane.poaWm2
      planeCellC[p] = plane.cellC
      planeDcPerKwp[p] = plane.dcPerKwp
    }
  }

  #isOnPeak(startMs: number): boolean {
    const localMs = startMs + this.#clock.offsetMs(startMs)
    const dayNumber = Math.floor(localMs / DAY_MS)
    if (dayNumber !== this.#holidayDay) {
      const { year, month, day } = this.#clock.at(startMs)
      this.#holidayDay = dayNumber
      this.#isHoliday = isTariffHoliday(year, month, day)
    }
    // 1970-01-01 was a Thursday.
    return isOnPeak((localMs - dayNumber * DAY_MS) / HOUR_MS, (dayNumber + 4) % 7, this.#isHoliday)
  }
}
