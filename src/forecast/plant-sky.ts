/** @module The sun over a plant and what its arrays make of it, at any instant and under any clear-sky index. */

import { ClearSky } from '../physics/solar/clear-sky.ts'
import { inverterAcKw } from '../physics/solar/inverter.ts'
import { pressureAtElevationHpa } from '../physics/solar/location.ts'
import { type PlaneConditions, PlaneModel, type SkyIrradiance, sunDirection } from '../physics/solar/roof-plane.ts'
import { type SunPosition, sunPosition } from '../physics/solar/sun-position.ts'
import { type SunTimes, sunTimes } from '../physics/solar/sun-times.ts'
import { BANGKOK_CLIMATE } from '../physics/weather/bangkok-climate.ts'
import { normalTemperatureC } from '../physics/weather/normal-temperature.ts'
import { normalsOnDate } from '../physics/weather/normals-on-date.ts'
import { DAY_MS, HOUR_MS, type LocalClock } from '../time/local-clock.ts'
import type { SolarPlant } from './solar-plant.ts'

/** Yearly mean air temperature for refraction [°C]: a degree changes the apparent zenith by arc seconds. */
const MEAN_AIR_C = 28

/** Sky and plant at one instant. */
export interface PlantMoment {
  readonly sun: SunPosition
  readonly ghiWm2: number
  readonly dniWm2: number
  readonly dhiWm2: number
  /** Mean irradiance in the planes of the arrays [W/m²]; null without arrays. */
  readonly poaWm2: number | null
  /** AC power of all arrays [kW]. */
  readonly generationKw: number
}

/**
 * What the models of the run make of a sky that nobody has seen yet: clear-sky irradiance, transposition, cells at the
 * normal temperature and wind of the date, inverters with their ratings.
 *
 * @see the functions it wires, for their sources
 */
export class PlantSky {
  readonly #plant: SolarPlant
  readonly #clock: LocalClock
  readonly #clearSky: ClearSky
  readonly #models: readonly PlaneModel[]
  readonly #arrays: number

  constructor(plant: SolarPlant, clock: LocalClock) {
    this.#plant = plant
    this.#clock = clock
    this.#clearSky = new ClearSky(plant.location)
    this.#models = plant.planes.map((plane) => new PlaneModel(plane))
    this.#arrays = plant.planes.reduce((sum, { arrays }) => sum + arrays, 0)
  }

  /**
   * @param epochMs - instant [ms since 1970 UTC]
   * @param clearSkyIndex - share of the clear-sky irradiance that arrives
   */
  at(epochMs: number, clearSkyIndex = 1): PlantMoment {
    const sunMs = this.#sunMs(epochMs)
    const { location } = this.#plant
    const air = { pressureHpa: pressureAtElevationHpa(location.elevationM), temperatureC: MEAN_AIR_C }
    const sun = sunPosition(sunMs, location, air)
    const sky = { ghiWm2: 0, dniWm2: 0, dhiWm2: 0, extraterrestrialNormalWm2: 0 }
    this.#clearSky.irradiance(sun, dayOfYear(sunMs), clearSkyIndex, sky)
    const { ghiWm2, dniWm2, dhiWm2 } = sky
    return { sun, ghiWm2, dniWm2, dhiWm2, ...this.#arraysUnder(sky, sun, epochMs) }
  }

  /**
   * Sunrise, noon and sunset of the civil day that begins at an instant [ms since 1970 UTC].
   *
   * @param dayStartMs - local midnight
   */
  times(dayStartMs: number): SunTimes {
    const shiftMs = this.#sunMs(dayStartMs) - dayStartMs
    const { sunriseMs, transitMs, sunsetMs } = sunTimes(dayStartMs + shiftMs, this.#plant.location)
    return {
      sunriseMs: sunriseMs === null ? null : sunriseMs - shiftMs,
      transitMs: transitMs - shiftMs,
      sunsetMs: sunsetMs === null ? null : sunsetMs - shiftMs,
    }
  }

  /** The instant whose sun is seen: a recording's at the same hour of its own clock. */
  #sunMs(epochMs: number): number {
    const { recordedOffsetHours } = this.#plant
    return recordedOffsetHours === null
      ? epochMs
      : epochMs + this.#clock.offsetMs(epochMs) - recordedOffsetHours * HOUR_MS
  }

  #arraysUnder(sky: SkyIrradiance, sun: SunPosition, epochMs: number): Pick<PlantMoment, 'poaWm2' | 'generationKw'> {
    if (this.#arrays === 0) return { poaWm2: null, generationKw: 0 }
    const { dayNumber, hour } = this.#clock.at(epochMs)
    const normals = normalsOnDate(BANGKOK_CLIMATE, dayNumber)
    const ambientC = normalTemperatureC(normals, hour)
    const direction = sunDirection(sun)
    const conditions: PlaneConditions = { poaWm2: 0, effectiveWm2: 0, cellC: 0, dcPerKwp: 0 }
    let [poaSum, generationKw] = [0, 0]
    this.#models.forEach((model, p) => {
      model.evaluate(sky, direction, ambientC, normals.windMs, conditions)
      const plane = this.#plant.planes[p]
      poaSum += plane.arrays * conditions.poaWm2
      for (const { dcKwp, acKw } of plane.units) generationKw += inverterAcKw(dcKwp * conditions.dcPerKwp, acKw)
    })
    return { poaWm2: poaSum / this.#arrays, generationKw }
  }
}

/** With its fraction, 1.0 at the start of 1 January UTC. */
function dayOfYear(epochMs: number): number {
  return 1 + (epochMs - Date.UTC(new Date(epochMs).getUTCFullYear(), 0, 1)) / DAY_MS
}
