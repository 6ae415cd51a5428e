/** @module The course of a load over one day, and the largest value it takes. */

import type { BuildingType } from '../../campus/building-type.ts'
import { DAY_KINDS, type DayKind, type Term, termFactor } from './academic-calendar.ts'
import { LOAD_SHAPES } from './load-shapes.ts'
import { HOURS_AROUND_DAY, QUARTERS_PER_DAY, quarterHourProfile } from './quarter-hour-profile.ts'

/** What a date is to a load: its kind of day and its term. */
export interface LoadDay {
  readonly kind: DayKind
  readonly during: Term
}

/**
 * The course of a building type's load over a day at the reference temperature, in units of its weekday mean.
 *
 * @param out - receives the 97 values at the quarter hours from 0:00 to 24:00 [1]
 */
export function dayProfile(type: BuildingType, before: LoadDay, day: LoadDay, after: LoadDay, out: Float64Array): void {
  const means = new Float64Array(HOURS_AROUND_DAY)
  putHours(type, before, 22, 24, means, 0)
  putHours(type, day, 0, 24, means, 2)
  putHours(type, after, 0, 2, means, 26)
  quarterHourProfile(means, out)
}

/** Writes the hourly means of a day's hours [from, to) to `means` from index `at` on. */
function putHours(type: BuildingType, day: LoadDay, from: number, to: number, means: Float64Array, at: number): void {
  const hours = LOAD_SHAPES[type].hours[day.kind]
  const factor = termFactor(type, day.during)
  for (let hour = from; hour < to; hour++) {
    means[at + hour - from] = hours[hour] * factor
  }
}

/**
 * The largest value a building type's course takes while students are taught or examined, at the reference temperature.
 *
 * All sequences of three kinds of day are tried, since the course near midnight depends on the days beside it.
 *
 * @returns the largest value in units of the weekday mean [1]
 */
export function shapePeak(type: BuildingType): number {
  const profile = new Float64Array(QUARTERS_PER_DAY + 1)
  let peak = 0
  for (const during of ['semester', 'exam'] as const) {
    const days = DAY_KINDS.map((kind) => ({ kind, during }))
    for (const before of days) {
      for (const day of days) {
        for (const after of days) {
          dayProfile(type, before, day, after, profile)
          peak = Math.max(peak, ...profile)
        }
      }
    }
  }
  return peak
}
