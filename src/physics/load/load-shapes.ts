/** @module The load shape of each building type and the part of it that follows the weather. */

import type { BuildingType } from '../../campus/building-type.ts'
import type { DayKind } from './academic-calendar.ts'
import { HOURLY_SHAPES, type HourlyShape } from './hourly-shapes.ts'

/** How a building uses electricity over a day. */
export interface LoadShape {
  /** Hourly means in units of the weekday mean. */
  readonly hours: HourlyShape
  /** Share of the electricity that cools, at the reference temperature [1]. */
  readonly coolingShare: number
  /** Relative change of cooling per degree of mean outdoor temperature [1/°C]. */
  readonly coolingSensitivityPerC: number
}

/** Middle of the range 0.03 to 0.06 usual for air-conditioned buildings in the tropics; an assumption. */
const PER_C = 0.045

/** Half strength where process heat and a constant rate of fresh air, not the envelope, are what is cooled. */
const PROCESS_PER_C = PER_C / 2

const { classroom, office, laboratory, library, dormitory, canteen, sports, residential, evCharging } = HOURLY_SHAPES

/** Meals, study places and a hall under one roof, by share of its weekday energy; an assumption. */
const studentCenter = byDayKind(
  (kind, hour) => 0.4 * canteen[kind][hour] + 0.4 * library[kind][hour] + 0.2 * sports[kind][hour],
)

/** Light day and night, and as much energy again into cars: a charge of 15 kWh per ten bays and day; an assumption. */
const parking = byDayKind((kind, hour) => 0.5 + 0.5 * evCharging[kind][hour])

/** The hours of an office one hour earlier: workshops start at seven; an assumption. */
const workshop = byDayKind((kind, hour) => office[kind][(hour + 1) % 24])

/**
 * Shapes and cooling shares. The shares are those the hourly shapes were composed with; air conditioning is usually
 * said to take 50 to 60 % of the electricity of Bangkok's buildings, and took 81 % of the peak of a measured Thai library.
 * Assumed: homes cool bedrooms, workshops are mostly ventilated. A garage is not cooled; the student centre blends the
 * shares of its parts.
 *
 * @see E. Boonthum, Energy utilization index of a library building, Kasem Bundit Engineering Journal, article 123496
 */
export const LOAD_SHAPES: Readonly<Record<BuildingType, LoadShape>> = {
  classroom: { hours: classroom, coolingShare: 0.6, coolingSensitivityPerC: PER_C },
  office: { hours: office, coolingShare: 0.6, coolingSensitivityPerC: PER_C },
  laboratory: { hours: laboratory, coolingShare: 0.45, coolingSensitivityPerC: PROCESS_PER_C },
  library: { hours: library, coolingShare: 0.7, coolingSensitivityPerC: PER_C },
  dormitory: { hours: dormitory, coolingShare: 0.55, coolingSensitivityPerC: PER_C },
  canteen: { hours: canteen, coolingShare: 0.35, coolingSensitivityPerC: PER_C },
  student_center: { hours: studentCenter, coolingShare: 0.49, coolingSensitivityPerC: PER_C },
  sports: { hours: sports, coolingShare: 0.35, coolingSensitivityPerC: PER_C },
  parking: { hours: parking, coolingShare: 0, coolingSensitivityPerC: 0 },
  workshop: { hours: workshop, coolingShare: 0.3, coolingSensitivityPerC: PER_C },
  residential: { hours: residential, coolingShare: 0.4, coolingSensitivityPerC: PER_C },
}

function byDayKind(value: (kind: DayKind, hour: number) => number): HourlyShape {
  const hours = (kind: DayKind) => Array.from({ length: 24 }, (_, hour) => value(kind, hour))
  return { weekday: hours('weekday'), saturday: hours('saturday'), sunday: hours('sunday') }
}
