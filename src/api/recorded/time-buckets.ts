/** @module Equal parts of time that recorded things are summed up over; each is named by its end. */

import { numberLiteral, textLiteral } from './sql-text.ts'

const ORIGIN = "timestamptz '2000-01-01 00:00:00+00'"

/**
 * The end of the part that a row lies in, as SQL: what ends at midnight belongs to the day before.
 *
 * @param lengthMs - a divisor of an hour, or null for days of the campus, which begin at its midnight
 */
export function bucketEnd(lengthMs: number | null, timeZone: string): string {
  const within = `"time" - interval '1 microsecond'`
  if (lengthMs === null) {
    const zone = textLiteral(timeZone)
    return `(date_trunc('day', (${within}) at time zone ${zone}) + interval '1 day') at time zone ${zone}`
  }
  const length = `interval '${numberLiteral(lengthMs / 1000)} s'`
  return `date_bin(${length}, ${within}, ${ORIGIN}) + ${length}`
}
