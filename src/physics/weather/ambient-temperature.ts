/** @module The temperature of the air through the day and the year, and its fall when it rains. */

import type { Random } from '../../random/random.ts'
import type { Climate, ClimateNormals } from './bangkok-climate.ts'
import { dayAnomaly } from './day-anomaly.ts'
import { normalsOnDate } from './normals-on-date.ts'

/** Local hours of the day's lowest and highest temperature: about sunrise, and mid-afternoon. */
export const COLDEST_HOUR = 6
export const WARMEST_HOUR = 14.5

const RISE_HOURS = WARMEST_HOUR - COLDEST_HOUR
const FALL_HOURS = 24 - RISE_HOURS

/** How far each condition cools the air below a dry sky's, in the order of WEATHER_CONDITIONS [K]; a modelling choice. */
export const CONDITION_COOLING_K = [0, 0, 0, 1.5, 3] as const

/** The cooling that climate normals already contain, having been measured in all weathers: 10 % overcast, 5 % rain [K]. */
export const COOLING_IN_NORMALS_K = 0.1 * CONDITION_COOLING_K[3] + 0.05 * CONDITION_COOLING_K[4]

/** Time in which the air follows a change of condition [s]. */
export const COOLING_MEMORY_SECONDS = 1800

/** One date's figures. */
interface Day {
  readonly number: number
  readonly normals: ClimateNormals
  /** Daily minimum and maximum with the day's anomaly [°C]. */
  readonly minC: number
  readonly maxC: number
  /** How far the day's mean lies below the middle of minimum and maximum [K]. */
  readonly sagK: number
}

/**
 * The dry-sky air temperature: half cosines between each morning's minimum and each afternoon's maximum.
 *
 * T = cold + (warm − cold)·(1 − cos πx)/2 − 2·sag·sin²(πx), with x running from 0 at one extreme to 1 at the next
 * (1 to 0 while falling). The sag makes the day's mean the climate's, which is below the middle of its extremes
 * because nights are longer than afternoons. Continuous and smooth, also over midnight; the extremes stay extremes
 * while the sag is under an eighth of the daily range.
 */
export class AmbientTemperature {
  readonly #random: Random
  readonly #climate: Climate
  #yesterday: Day
  #today: Day
  #tomorrow: Day

  /** Starts on a date given as days since 1970-01-01 in local civil time. */
  constructor(random: Random, climate: Climate, dayNumber: number) {
    this.#random = random
    this.#climate = climate
    this.#yesterday = this.#day(dayNumber - 1)
    this.#today = this.#day(dayNumber)
    this.#tomorrow = this.#day(dayNumber + 1)
  }

  /** Number of the date this stands on. */
  get dayNumber(): number {
    return this.#today.number
  }

  /** The climate's normals of the date this stands on. */
  get normals(): ClimateNormals {
    return this.#today.normals
  }

  /** Moves to another date; what follows depends on the date alone, not on the dates before. */
  enterDay(dayNumber: number): void {
    const follows = dayNumber === this.#tomorrow.number
    this.#yesterday = follows ? this.#today : this.#day(dayNumber - 1)
    this.#today = follows ? this.#tomorrow : this.#day(dayNumber)
    this.#tomorrow = this.#day(dayNumber + 1)
  }

  /**
   * Air temperature under a dry sky on the date this stands on.
   *
   * @param hour - local hour of the day with its fraction, 0 ≤ hour < 24
   * @returns the temperature [°C]
   */
  at(hour: number): number {
    if (hour < COLDEST_HOUR) {
      const x = (COLDEST_HOUR - hour) / FALL_HOURS
      return halfWave(this.#today.minC, this.#yesterday.maxC, this.#today.sagK, x)
    }
    if (hour < WARMEST_HOUR) {
      return halfWave(this.#today.minC, this.#today.maxC, this.#today.sagK, (hour - COLDEST_HOUR) / RISE_HOURS)
    }
    // The night belongs to the morning it leads to, so that its two halves meet at midnight.
    const x = 1 - (hour - WARMEST_HOUR) / FALL_HOURS
    return halfWave(this.#tomorrow.minC, this.#today.maxC, this.#tomorrow.sagK, x)
  }

  #day(number: number): Day {
    const normals = normalsOnDate(this.#climate, number)
    const anomaly = dayAnomaly(this.#random, number)
    return {
      number,
      normals,
      minC: normals.minC + anomaly,
      maxC: normals.maxC + anomaly,
      sagK: (normals.minC + normals.maxC) / 2 - normals.meanC,
    }
  }
}

function halfWave(coldC: number, warmC: number, sagK: number, x: number): number {
  const cosine = Math.cos(Math.PI * x)
  return coldC + ((warmC - coldC) * (1 - cosine)) / 2 - 2 * sagK * (1 - cosine * cosine)
}
