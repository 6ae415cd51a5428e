/** @module Hourly load shapes of whole buildings by kind of day, composed from published schedules. */

import type { DayKind } from './academic-calendar.ts'

/**
 * Mean electricity use in each local hour 0 to 23 by kind of day, in units of the mean of a weekday: the weekday mean is
 * 1 to the rounding of the table, and the mean of the other days is their energy relative to a weekday.
 */
export type HourlyShape = Readonly<Record<DayKind, readonly number[]>>

const flat = (value: number): readonly number[] => Array.from({ length: 24 }, () => value)

/**
 * Composed from published schedules of light, plug loads and people, with cooling that follows the people, a pull-down
 * at opening and an afternoon hump, weighted light/plug/cooling 0.15/0.25/0.60 (classroom, office), 0.10/0.45/0.45
 * (laboratory), 0.15/0.15/0.70 (library), 0.12/0.33/0.55 (dormitory), 0.10/0.55/0.35 (canteen), 0.45/0.20/0.35 (sports):
 *
 * - classroom, office, canteen, dormitory, sports: schedules of the school, office and apartment reference buildings.
 * - laboratory, library: schedules of the tropical (Singapore) archetypes.
 * - residential: a Thai home cooled at night; assumed, with the evening peak of the reference apartment.
 * - evCharging: charging at the workplace, which follows arrival and the lunch break; assumed.
 *
 * @see M. Deru et al., 2011, U.S. Department of Energy commercial reference building models, NREL/TP-5500-46861
 * @see City Energy Analyst, Singapore archetypes, https://github.com/architecture-building-systems/CityEnergyAnalyst
 */
export const HOURLY_SHAPES = {
  classroom: {
    weekday: [
      0.26, 0.26, 0.26, 0.26, 0.26, 0.26, 0.51, 0.99, 1.66, 1.78, 1.83, 1.72, 1.78, 1.89, 1.89, 1.86, 1.72, 1.17, 1.06,
      1, 0.82, 0.26, 0.26, 0.26,
    ],
    saturday: [
      0.26, 0.26, 0.26, 0.26, 0.26, 0.26, 0.26, 0.46, 0.86, 0.97, 0.97, 0.91, 0.97, 0.97, 0.97, 0.91, 0.46, 0.26, 0.26,
      0.26, 0.26, 0.26, 0.26, 0.26,
    ],
    sunday: flat(0.26),
  },
  office: {
    weekday: [
      0.25, 0.25, 0.25, 0.25, 0.25, 0.26, 0.48, 1.04, 1.78, 1.85, 1.91, 1.91, 1.79, 1.97, 1.97, 1.97, 1.85, 1.24, 0.77,
      0.65, 0.47, 0.37, 0.26, 0.25,
    ],
    saturday: [
      0.19, 0.19, 0.19, 0.19, 0.19, 0.19, 0.26, 0.48, 0.96, 0.96, 0.96, 0.96, 0.84, 0.66, 0.25, 0.25, 0.25, 0.19, 0.19,
      0.19, 0.19, 0.19, 0.19, 0.19,
    ],
    sunday: flat(0.19),
  },
  laboratory: {
    weekday: [
      0.61, 0.61, 0.61, 0.61, 0.61, 0.61, 0.73, 0.97, 1.36, 1.39, 1.43, 1.43, 1.39, 1.46, 1.46, 1.46, 1.39, 1.26, 1,
      0.91, 0.78, 0.69, 0.61, 0.61,
    ],
    saturday: [
      0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.61, 0.61, 0.61, 0.61,
      0.61, 0.61, 0.61, 0.61,
    ],
    sunday: flat(0.59),
  },
  library: {
    weekday: [
      0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.82, 1.36, 1.55, 1.7, 1.74, 1.74, 1.81, 1.81, 1.81, 1.77, 1.68, 1.55,
      1.35, 0.92, 0.24, 0.24, 0.24,
    ],
    saturday: [
      0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 1.13, 1.47, 1.47, 1.47, 1.47, 1.47, 1.47, 1.47, 1.47, 0.42, 0.24,
      0.24, 0.24, 0.24, 0.24, 0.24,
    ],
    sunday: [
      0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 0.24, 1.14, 1.14, 1.14, 1.14, 1.14, 1.14, 1.14, 0.24, 0.24, 0.24,
      0.24, 0.24, 0.24, 0.24, 0.24,
    ],
  },
  dormitory: {
    weekday: [
      1.29, 1.16, 1.08, 1.04, 1.01, 0.99, 0.89, 0.8, 0.63, 0.54, 0.52, 0.54, 0.63, 0.66, 0.65, 0.66, 0.71, 0.87, 1.15,
      1.42, 1.65, 1.77, 1.77, 1.56,
    ],
    saturday: [
      1.43, 1.29, 1.17, 1.13, 1.1, 1.06, 1.01, 1, 1.01, 1, 1.01, 1.05, 1.1, 1.12, 1.13, 1.1, 1.08, 1.07, 1.2, 1.42,
      1.65, 1.77, 1.77, 1.63,
    ],
    sunday: [
      1.43, 1.29, 1.17, 1.13, 1.1, 1.06, 1.01, 1, 1.01, 1, 1.01, 1.05, 1.1, 1.12, 1.13, 1.1, 1.08, 1.07, 1.2, 1.42,
      1.65, 1.77, 1.77, 1.63,
    ],
  },
  canteen: {
    weekday: [
      0.38, 0.38, 0.38, 0.38, 0.38, 0.83, 1.35, 1.47, 1.36, 1.49, 1.79, 1.97, 1.97, 1.68, 1.38, 1.29, 1.36, 1.24, 0.88,
      0.53, 0.38, 0.38, 0.38, 0.38,
    ],
    saturday: [
      0.38, 0.38, 0.38, 0.38, 0.38, 0.38, 0.38, 0.69, 0.81, 0.94, 1.12, 1.2, 1.12, 0.94, 0.69, 0.38, 0.38, 0.38, 0.38,
      0.38, 0.38, 0.38, 0.38, 0.38,
    ],
    sunday: flat(0.38),
  },
  sports: {
    weekday: [
      0.28, 0.28, 0.28, 0.28, 0.28, 0.57, 0.91, 0.85, 1.03, 1.03, 1.03, 1.03, 1.03, 1.03, 1.1, 1.27, 1.7, 1.99, 2.1,
      2.06, 2, 1.29, 0.28, 0.28,
    ],
    saturday: [
      0.28, 0.28, 0.28, 0.28, 0.28, 0.28, 0.66, 1.24, 1.41, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.41, 1.08,
      0.68, 0.47, 0.28, 0.28, 0.28,
    ],
    sunday: [
      0.28, 0.28, 0.28, 0.28, 0.28, 0.28, 0.66, 1.24, 1.41, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.48, 1.41, 1.08,
      0.68, 0.47, 0.28, 0.28, 0.28,
    ],
  },
  residential: {
    weekday: [
      1.21, 1.12, 1.04, 0.99, 0.94, 0.92, 0.89, 0.79, 0.66, 0.61, 0.6, 0.62, 0.69, 0.74, 0.76, 0.76, 0.79, 0.92, 1.21,
      1.46, 1.63, 1.68, 1.59, 1.37,
    ],
    saturday: [
      1.27, 1.18, 1.09, 1.04, 0.99, 0.94, 0.89, 0.87, 0.89, 0.94, 0.99, 1.07, 1.17, 1.25, 1.27, 1.25, 1.21, 1.25, 1.4,
      1.59, 1.72, 1.73, 1.63, 1.43,
    ],
    sunday: [
      1.27, 1.18, 1.09, 1.04, 0.99, 0.94, 0.89, 0.87, 0.89, 0.94, 0.99, 1.07, 1.17, 1.25, 1.27, 1.25, 1.21, 1.25, 1.4,
      1.59, 1.72, 1.73, 1.63, 1.43,
    ],
  },
  evCharging: {
    weekday: [
      0.06, 0.03, 0.02, 0.02, 0.02, 0.06, 0.23, 0.8, 1.82, 2.96, 3.08, 2.51, 1.94, 2.16, 2.05, 1.59, 1.14, 0.91, 0.8,
      0.68, 0.51, 0.34, 0.17, 0.09,
    ],
    saturday: [
      0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.07, 0.24, 0.55, 0.89, 0.92, 0.75, 0.58, 0.65, 0.62, 0.48, 0.34, 0.27, 0.24,
      0.21, 0.15, 0.1, 0.05, 0.03,
    ],
    sunday: [
      0.01, 0, 0, 0, 0, 0.01, 0.03, 0.1, 0.22, 0.36, 0.37, 0.3, 0.23, 0.26, 0.25, 0.19, 0.14, 0.11, 0.1, 0.08, 0.06,
      0.04, 0.02, 0.01,
    ],
  },
} as const satisfies Readonly<Record<string, HourlyShape>>
