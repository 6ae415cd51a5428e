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
  const { hours } = LOAD_SHAPES[type]
  const mean = ({ kind, during }: LoadDay, hour: number) => hours[kind][hour] * termFactor(type, during)
  quarterHourProfile(
    Array.from({ length: HOURS_AROUND_DAY }, (_, i) => {
      const hour = i - 2
      return hour < 0 ? mean(before, hour + 24) : hour < 24 ? mean(day, hour) : mean(after, hour - 24)
    }),
    out,
  )
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
