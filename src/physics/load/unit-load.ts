/** @module The expected load of every building type at an instant, as a share of its design peak. */

import { BUILDING_TYPES } from '../../campus/building-type.ts'
import { DAY_MS, type LocalClock } from '../../time/local-clock.ts'
import { dayKind, term } from './academic-calendar.ts'
import { coolingFactor, DESIGN_TEMPERATURE_C } from './cooling-response.ts'
import { dayProfile, type LoadDay, shapePeak } from './day-profile.ts'
import { LOAD_SHAPES } from './load-shapes.ts'
import { QUARTERS_PER_DAY } from './quarter-hour-profile.ts'

export { temperatureMemory } from './cooling-response.ts'

const TYPES = BUILDING_TYPES.length
const QUARTER_MS = DAY_MS / QUARTERS_PER_DAY

/**
 * Expected load by building type:
 *
 * load = profile(t) · ((1 − c) + c · max(0.6, 1 + β·(T̄ − 28 °C))) / peak
 *
 * `profile` is the continuous course of the hourly shape of the day's kind times the factor of the term, c the cooling
 * share, and `peak` the largest value of the numerator in the semester at 31 °C, so that the design peak is exactly 1.
 * The course is straight between quarter hours: the value at the middle of an interval is the mean over the interval
 * whenever the interval lies within one quarter hour, and close to it in a longer one. A hotter spell than the design
 * temperature exceeds 1.
 */
export class UnitLoad {
  readonly #clock: LocalClock
  /** Courses of the current date: one row of all types per quarter hour, divided by the peak of the type's shape. */
  #table = new Float64Array(0)
  /** Such tables by the date and its neighbours, of which a year has a few dozen kinds. */
  readonly #tables = new Map<string, Float64Array<ArrayBuffer>>()
  readonly #shapePeak = Float64Array.from(BUILDING_TYPES, shapePeak)
  readonly #coolingShare = Float64Array.from(BUILDING_TYPES, (type) => LOAD_SHAPES[type].coolingShare)
  readonly #sensitivity = Float64Array.from(BUILDING_TYPES, (type) => LOAD_SHAPES[type].coolingSensitivityPerC)
  readonly #designResponse = Float64Array.from(BUILDING_TYPES, (type) => {
    const { coolingShare, coolingSensitivityPerC } = LOAD_SHAPES[type]
    return response(coolingShare, coolingSensitivityPerC, DESIGN_TEMPERATURE_C)
  })
  #dayNumber = Number.NaN

  constructor(options: { readonly clock: LocalClock }) {
    this.#clock = options.clock
  }

  /**
   * Writes the expected loads at an instant.
   *
   * @param midpointMs - the middle of the interval [ms since 1970-01-01 UTC]
   * @param meanTemperatureC - mean outdoor temperature of the last day or two, see `temperatureMemory` [°C]
   * @param out - receives the load of each of BUILDING_TYPES as a share of its design peak [1]
   */
  update(midpointMs: number, meanTemperatureC: number, out: Float64Array): void {
    const localMs = midpointMs + this.#clock.offsetMs(midpointMs)
    const dayNumber = Math.floor(localMs / DAY_MS)
    if (dayNumber !== this.#dayNumber) {
      this.#dayNumber = dayNumber
      this.#prepare(dayNumber)
    }
    const quarters = (localMs - dayNumber * DAY_MS) / QUARTER_MS
    const quarter = Math.floor(quarters)
    const rest = quarters - quarter
    const row = quarter * TYPES
    const table = this.#table
    const coolingShare = this.#coolingShare
    const sensitivity = this.#sensitivity
    const designResponse = this.#designResponse
    for (let k = 0; k < TYPES; k++) {
      const start = table[row + k]
      const profile = start + rest * (table[row + TYPES + k] - start)
      out[k] = (profile * response(coolingShare[k], sensitivity[k], meanTemperatureC)) / designResponse[k]
    }
  }

  #prepare(dayNumber: number): void {
    const days = [loadDay(dayNumber - 1), loadDay(dayNumber), loadDay(dayNumber + 1)] as const
    const key = days.map(({ kind, during }) => `${kind} ${during}`).join(', ')
    this.#table = this.#tables.get(key) ?? this.#courses(days)
    this.#tables.set(key, this.#table)
  }

  #courses([before, day, after]: readonly [LoadDay, LoadDay, LoadDay]): Float64Array<ArrayBuffer> {
    const table = new Float64Array((QUARTERS_PER_DAY + 1) * TYPES)
    const profile = new Float64Array(QUARTERS_PER_DAY + 1)
    for (let k = 0; k < TYPES; k++) {
      dayProfile(BUILDING_TYPES[k], before, day, after, profile)
      for (let quarter = 0; quarter <= QUARTERS_PER_DAY; quarter++) {
        table[quarter * TYPES + k] = profile[quarter] / this.#shapePeak[k]
      }
    }
    return table
  }
}

/** Load relative to the reference temperature [1]. */
function response(coolingShare: number, sensitivityPerC: number, meanTemperatureC: number): number {
  return 1 - coolingShare + coolingShare * coolingFactor(meanTemperatureC, sensitivityPerC)
}

/** The kind and term of a local date given as days since 1970-01-01. */
function loadDay(dayNumber: number): LoadDay {
  const date = new Date(dayNumber * DAY_MS)
  const local = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: 0,
    weekday: date.getUTCDay(),
    dayNumber,
  }
  return { kind: dayKind(local), during: term(local) }
}
