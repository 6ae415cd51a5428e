/** @module A year of recorded weather, hour by hour, and the row that stands for a civil date and hour. */

import { DAY_MS } from '../../time/local-clock.ts'

const HOURS_PER_DAY = 24

/** Day of a leap year on which each month starts. */
const MONTH_START = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335] as const
const FEBRUARY_28 = 58
const FEBRUARY_29 = 59

/** Rows of a year without and with 29 February. */
export const HOURS_PER_YEAR = 8760
export const HOURS_PER_LEAP_YEAR = 8784

/** Where a year was recorded. */
export interface RecordedLocation {
  readonly latitudeDeg: number
  readonly longitudeDeg: number
  readonly elevationM: number
}

/**
 * A typical year of weather in columns.
 *
 * Row r is the hour of the year that ends r + 1 hours after new year, in local standard time. Irradiance is the mean
 * over that hour; temperature, humidity, wind and sky cover are those at its end.
 */
export interface RecordedYear {
  readonly location: RecordedLocation
  /** Local standard time less UTC [h]. */
  readonly utcOffsetHours: number
  readonly ambientC: Float64Array
  /** [%] */
  readonly relativeHumidity: Float64Array
  readonly ghiWm2: Float64Array
  readonly dniWm2: Float64Array
  readonly dhiWm2: Float64Array
  readonly windMs: Float64Array
  /** Sky covered by cloud, 0 to 1; NaN where nobody looked. */
  readonly cloudCover: Float64Array
  /** 1 where it rained. */
  readonly rain: Uint8Array
}

/**
 * Row of an hour of civil time in a recorded year, whatever the calendar year.
 *
 * @param rows - number of rows: without 29 February (8760), that date takes the rows of 28 February
 * @param hourNumber - whole hours since 1970-01-01 00:00 of local civil time, at the hour's start
 */
export function rowOfHour(rows: number, hourNumber: number): number {
  const dayNumber = Math.floor(hourNumber / HOURS_PER_DAY)
  const date = new Date(dayNumber * DAY_MS)
  let day = MONTH_START[date.getUTCMonth()] + date.getUTCDate() - 1
  if (rows === HOURS_PER_YEAR && day > FEBRUARY_28) day -= 1
  return day * HOURS_PER_DAY + (hourNumber - dayNumber * HOURS_PER_DAY)
}

/**
 * Month, day and hour (1 to 24, at its end) of a row of a recorded year.
 *
 * @param rows - number of rows, 8760 or 8784
 */
export function dateOfRow(rows: number, row: number): { month: number; day: number; hour: number } {
  let yearDay = Math.floor(row / HOURS_PER_DAY)
  if (rows === HOURS_PER_YEAR && yearDay >= FEBRUARY_29) yearDay += 1
  const month = MONTH_START.findLastIndex((start) => start <= yearDay)
  return { month: month + 1, day: yearDay - MONTH_START[month] + 1, hour: (row % HOURS_PER_DAY) + 1 }
}
