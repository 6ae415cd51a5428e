/** @module Reads an instant written in ISO 8601 with its offset from UTC. */

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d))$/

/**
 * The instant a text such as `2025-01-01T00:15:00+07:00` names.
 *
 * Stricter than `Date.parse`, which rolls 30 February over into March and reads a time without an offset in the zone of
 * the machine.
 *
 * @param text - calendar date, time to the minute or finer, and `Z` or an offset
 * @returns the instant [ms since 1970-01-01 UTC], NaN for anything else
 * @see ISO 8601-1:2019, section 5.4; RFC 3339, section 5.6
 */
export function parseIsoInstant(text: string): number {
  const match = INSTANT.exec(text)
  if (match === null) {
    return Number.NaN
  }
  const [, year, month, day, hour, minute, second = '0', fraction = '0', , sign, offsetHour = '0', offsetMinute = '0'] =
    match
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const valid =
    // Date.UTC takes the years 0 to 99 for 1900 to 1999.
    Number(year) >= 100 &&
    new Date(date).getUTCMonth() === Number(month) - 1 &&
    Number(day) >= 1 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60
  if (!valid) {
    return Number.NaN
  }
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute))
  const seconds = (Number(hour) * 60 + Number(minute) - offsetMinutes) * 60 + Number(second)
  return date + seconds * 1000 + Math.round(Number(`0.${fraction}`) * 1000)
}
