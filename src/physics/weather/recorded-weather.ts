/** @module Weather replayed from a recorded year, cut to the interval without making or losing energy. */

import type { LocalClock } from '../../time/local-clock.ts'
import { cloudCoverFactor } from './cloud-index.ts'
import { HOUR_MS, HourShape } from './hour-shape.ts'
import { type RecordedLocation, type RecordedYear, rowOfHour } from './recorded-year.ts'
import type { WeatherSample } from './weather-sample.ts'

/**
 * The most direct irradiance the sun can send, at the Earth's closest to it [W/m²].
 *
 * @see Kopp and Lean, "A new, lower value of total solar irradiance", Geophys. Res. Lett. 38 (2011),
 *   doi:10.1029/2010GL045777: 1360.8 W/m² at the mean distance
 */
const MAX_DNI_WM2 = 1408

/**
 * How far direct irradiance may pass the recorded one so as to close the sum of direct and diffuse: a factor, and
 * rounding of the recorded values [W/m²].
 *
 * Where the sun is well up the two agree within a tenth. Near the horizon the division by a small sine would turn a
 * few watts of rounding into a full beam, which a steep roof would then harvest.
 */
const DNI_TOLERANCE = 1.25
const DNI_ROUNDING_WM2 = 25

const RAINY = 4

/** Highest cloud cover of each dry condition, in the order of WEATHER_CONDITIONS: 2, 5, 7 and 10 tenths. */
const COVER_LIMITS = [0.25, 0.55, 0.75, Number.POSITIVE_INFINITY] as const

/** Recorded weather with its irradiance on the horizontal and towards the sun. */
export interface RecordedSample extends WeatherSample {
  ghiWm2: number
  dniWm2: number
  dhiWm2: number
}

export interface RecordedWeatherOptions {
  readonly clock: LocalClock
  readonly intervalSeconds: number
  /** max(0, sine of the sun's elevation) at the file's site, at an instant of the file's sun [ms since 1970 UTC]. */
  readonly sunElevationSine: (epochMs: number) => number
}

/**
 * A recorded year as the weather of the campus: its local standard time is read as the campus's local time.
 *
 * Remembers nothing: a sample is a function of the interval's middle alone, and the last hours' shapes are only kept
 * so as not to be worked out anew.
 */
export class RecordedWeather {
  readonly location: RecordedLocation
  readonly #year: RecordedYear
  readonly #clock: LocalClock
  readonly #intervalMs: number
  readonly #fileOffsetMs: number
  readonly #elevationSine: (fileMs: number) => number
  /** Shapes of the last even and the last odd hour: an interval over an hour's edge needs both at once. */
  readonly #shapes: readonly [HourShape, HourShape]
  readonly #shapeRows: [number, number] = [0, 0]
  #ghiWm2 = 0
  #dhiWm2 = 0
  #dniLimitWm2 = 0
  #hour = Number.NaN
  #row = 0
  #rowBefore = 0

  constructor(year: RecordedYear, { clock, intervalSeconds, sunElevationSine }: RecordedWeatherOptions) {
    this.location = year.location
    this.#year = year
    this.#clock = clock
    this.#intervalMs = intervalSeconds * 1000
    this.#fileOffsetMs = year.utcOffsetHours * HOUR_MS
    this.#elevationSine = (fileMs) => sunElevationSine(fileMs - this.#fileOffsetMs)
    this.#shapes = [new HourShape(this.#intervalMs), new HourShape(this.#intervalMs)]
  }

  /**
   * The instant whose sun the file's site saw at a campus instant.
   *
   * @param epochMs - campus instant [ms since 1970 UTC]
   * @returns instant of the file's sun [ms since 1970 UTC]
   */
  sunEpochMs(epochMs: number): number {
    return epochMs + this.#clock.offsetMs(epochMs) - this.#fileOffsetMs
  }

  /**
   * Reads the weather of one interval.
   *
   * Global and diffuse irradiance are means over the interval and add up to the recorded hours. Direct irradiance is
   * what closes GHI = DNI·sin(elevation) + DHI at the interval's middle, as far as the recorded one bears it out.
   *
   * @param _tick - index of the interval; recorded weather does not depend on it
   * @param midpointMs - the interval's middle [ms since 1970 UTC]
   * @param out - receives the interval's weather
   */
  advance(_tick: number, midpointMs: number, out: RecordedSample): void {
    const year = this.#year
    const fileMs = midpointMs + this.#clock.offsetMs(midpointMs)
    this.#meanIrradiance(fileMs)
    out.ghiWm2 = this.#ghiWm2
    out.dhiWm2 = this.#dhiWm2
    const sine = this.#ghiWm2 > this.#dhiWm2 ? this.#elevationSine(fileMs) : 0
    out.dniWm2 = sine > 0 ? Math.min(this.#dniLimitWm2, (this.#ghiWm2 - this.#dhiWm2) / sine) : 0

    const hour = Math.floor(fileMs / HOUR_MS)
    if (hour !== this.#hour) {
      this.#hour = hour
      this.#row = rowOfHour(year.ghiWm2.length, hour)
      this.#rowBefore = rowOfHour(year.ghiWm2.length, hour - 1)
    }
    const row = this.#row
    const before = this.#rowBefore
    const t = fileMs / HOUR_MS - hour
    out.ambientC = between(year.ambientC, before, row, t)
    out.relativeHumidity = between(year.relativeHumidity, before, row, t)
    out.windMs = between(year.windMs, before, row, t)

    const cover = year.cloudCover[row]
    out.condition = year.rain[row] === 1 ? RAINY : conditionOfCover(cover)
    out.clearSkyIndex = Number.isNaN(cover) ? 1 : cloudCoverFactor(cover)
  }

  /** Irradiance averaged over the pieces of hours that an interval covers, and the most the direct one may be. */
  #meanIrradiance(fileMs: number): void {
    const { ghiWm2, dniWm2, dhiWm2 } = this.#year
    const intervalMs = this.#intervalMs
    const start = fileMs - intervalMs / 2
    const end = start + intervalMs
    const phase = start - Math.floor(start / intervalMs) * intervalMs
    let ghi = 0
    let dhi = 0
    let limit = 0
    for (let from = start; from < end; ) {
      const hour = Math.floor(from / HOUR_MS)
      const to = Math.min(end, (hour + 1) * HOUR_MS)
      const parity = hour % 2 === 0 ? 0 : 1
      const shape = this.#shapes[parity]
      if (!shape.holds(hour, phase)) {
        shape.reshape(hour, phase, this.#elevationSine)
        this.#shapeRows[parity] = rowOfHour(ghiWm2.length, hour)
      }
      const row = this.#shapeRows[parity]
      const share = (to - from) / intervalMs
      const weight = shape.factorFrom(from) * share
      ghi += ghiWm2[row] * weight
      dhi += dhiWm2[row] * weight
      // The recorded mean counts the minutes before sunrise and after sunset as none.
      const sunUpShare = shape.sunUpShare > 0 ? shape.sunUpShare : 1
      limit += share * ((DNI_TOLERANCE * dniWm2[row]) / sunUpShare + DNI_ROUNDING_WM2)
      from = to
    }
    this.#ghiWm2 = ghi
    this.#dhiWm2 = dhi
    this.#dniLimitWm2 = Math.min(MAX_DNI_WM2, limit)
  }
}

function between(column: Float64Array, before: number, row: number, t: number): number {
  return column[before] + t * (column[row] - column[before])
}

/** Index into WEATHER_CONDITIONS of a dry hour with a cloud cover from 0 to 1; Sunny where nobody looked (NaN). */
function conditionOfCover(cover: number): number {
  return Math.max(
    0,
    COVER_LIMITS.findIndex((limit) => cover <= limit),
  )
}
