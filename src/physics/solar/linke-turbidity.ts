/** @module How hazy the air over Bangkok is through the year. */

/**
 * Linke turbidity of the cell that holds Bangkok (13.8° N, 100.6° E), January to December: clear in the cool dry
 * season, thickest in the wet one.
 *
 * @see J. Remund, L. Wald, M. Lefèvre, T. Ranchin, J. Page, "Worldwide Linke turbidity information", Proceedings of
 *   the ISES Solar World Congress, Göteborg 2003 (the monthly world maps of SoDa)
 */
const BANGKOK_MONTHLY_LINKE_TURBIDITY: readonly number[] = [
  3.55, 3.75, 4.3, 4.75, 4.95, 5.15, 5.1, 5.3, 4.95, 4.55, 4.0, 3.75,
]

/** Middles of the months of a common year, as days counted from 1.0 at the start of 1 January. */
const MID_MONTH_DAYS: readonly number[] = [16.5, 46, 75.5, 106, 136.5, 167, 197.5, 228.5, 259, 289.5, 320, 350.5]
const DAYS_PER_YEAR = 365

/** Day and value of a month counted from January of this year, beyond either end of the year too. */
function midMonth(month: number): { day: number; turbidity: number } {
  const index = ((month % 12) + 12) % 12
  return {
    day: MID_MONTH_DAYS[index] + DAYS_PER_YEAR * Math.floor(month / 12),
    turbidity: BANGKOK_MONTHLY_LINKE_TURBIDITY[index],
  }
}

/** A cubic of x, the share of the way from a month's middle to the next one's. */
interface Segment {
  readonly startDay: number
  readonly span: number
  readonly turbidity: number
  readonly slope: number
  readonly bend: number
  readonly twist: number
}

/** From the middle of a month to that of the next: cubic Hermite, slopes from the neighbouring months. */
function segment(month: number): Segment {
  const before = midMonth(month - 1)
  const start = midMonth(month)
  const end = midMonth(month + 1)
  const after = midMonth(month + 2)
  const span = end.day - start.day
  const rise = end.turbidity - start.turbidity
  const slope = (span * (end.turbidity - before.turbidity)) / (end.day - before.day)
  const endSlope = (span * (after.turbidity - start.turbidity)) / (after.day - start.day)
  return {
    startDay: start.day,
    span,
    turbidity: start.turbidity,
    slope,
    bend: 3 * rise - 2 * slope - endSlope,
    twist: slope + endSlope - 2 * rise,
  }
}

/** From the middle of last December on. */
const SEGMENTS: readonly Segment[] = Array.from({ length: 13 }, (_, place) => segment(place - 1))

/**
 * Linke turbidity of Bangkok's clear sky: a smooth curve (cubic Hermite, slopes from the neighbouring months) through
 * the published values at mid-month.
 *
 * @param dayOfYear - 1 to 366, may be fractional: 1.5 is noon of 1 January
 * @returns Linke turbidity at air mass 2, 3.5 to 5.4
 */
export function linkeTurbidity(dayOfYear: number): number {
  let place = SEGMENTS.length - 1
  while (place > 0 && SEGMENTS[place].startDay > dayOfYear) place -= 1
  const { startDay, span, turbidity, slope, bend, twist } = SEGMENTS[place]
  const x = (dayOfYear - startDay) / span
  return turbidity + x * (slope + x * (bend + x * twist))
}
