/** @module The academic year of a Thai private university: terms, kinds of day, and what they do to each building. */

import type { BuildingType } from '../../campus/building-type.ts'
import type { LocalTime } from '../../time/local-clock.ts'
import { isThaiPublicHoliday } from './thai-holidays.ts'

/** The kinds of day a load shape knows; a public holiday is a Sunday. */
export const DAY_KINDS = ['weekday', 'saturday', 'sunday'] as const

export type DayKind = (typeof DAY_KINDS)[number]

/** Teaching, examinations, the breaks between semesters with the summer session, and the days all are at home. */
export const TERMS = ['semester', 'exam', 'vacation', 'recess'] as const

export type Term = (typeof TERMS)[number]

/** First month-day (month · 100 + day) of each period of the year; it lasts until the next, the last until New Year. */
const TERM_STARTS: readonly (readonly [monthDay: number, term: Term])[] = [
  [101, 'recess'],
  [103, 'vacation'],
  [110, 'semester'],
  [412, 'recess'],
  [417, 'semester'],
  [501, 'exam'],
  [516, 'vacation'],
  [801, 'semester'],
  [1201, 'exam'],
  [1216, 'vacation'],
  [1230, 'recess'],
]

/**
 * The term a date falls in.
 *
 * Semester 1 runs from 1 August to 15 December and semester 2 from 10 January to 15 May, each with its examinations in
 * the last two weeks; the summer session of June and July is small and counts as vacation; Songkran (12 to 16 April)
 * and New Year (30 December to 2 January) empty the campus. Dates repeat every year: a typical calendar of Thai private
 * universities since the ASEAN alignment of 2014, not that of one year.
 *
 * @param local - a wall-clock instant; only its date matters
 */
export function term(local: LocalTime): Term {
  const monthDay = local.month * 100 + local.day
  let current: Term = 'recess'
  for (const [start, name] of TERM_STARTS) {
    if (monthDay < start) {
      break
    }
    current = name
  }
  return current
}

/**
 * The kind of day a date is for load shapes: a public holiday and every day of a recess is a Sunday.
 *
 * @param local - a wall-clock instant; only its date matters
 */
export function dayKind(local: LocalTime): DayKind {
  const { year, month, day, weekday } = local
  if (weekday === 0 || isThaiPublicHoliday(year, month, day) || term(local) === 'recess') {
    return 'sunday'
  }
  return weekday === 6 ? 'saturday' : 'weekday'
}

/**
 * Load relative to the same kind of day in the semester.
 *
 * Classrooms follow the ratio of the vacation to the term schedules of the DOE reference schools (plug 0.50/0.95 by
 * day, 0.25/0.35 by night; light 0.50/0.90 by day): 0.55. Offices and laboratories keep their staff. The other values
 * are assumptions: students who stay, meals they eat, and examination weeks in which the library is full.
 *
 * @see M. Deru et al., 2011, U.S. Department of Energy commercial reference building models, NREL/TP-5500-46861
 */
const TERM_FACTORS: Readonly<Record<BuildingType, Readonly<Partial<Record<Term, number>>>>> = {
  classroom: { vacation: 0.55 },
  office: { vacation: 0.9 },
  laboratory: { vacation: 0.9, recess: 0.9 },
  library: { exam: 1.12, vacation: 0.6, recess: 0.5 },
  dormitory: { vacation: 0.5, recess: 0.5 },
  canteen: { vacation: 0.4 },
  student_center: { vacation: 0.5, recess: 0.6 },
  sports: { vacation: 0.6, recess: 0.4 },
  parking: { vacation: 0.8 },
  workshop: { vacation: 0.8 },
  residential: {},
}

/**
 * Load of a building type in a term relative to the same kind of day in the semester.
 *
 * @returns the factor, 1 in the semester [1]
 */
export function termFactor(type: BuildingType, during: Term): number {
  return TERM_FACTORS[type][during] ?? 1
}
