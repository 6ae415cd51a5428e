/** @module Instants as ISO 8601 text that names its offset from UTC, so that no reader has to guess a time zone. */

/** An instant, or what to do about text that is none. */
export type ParsedInstant = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly fix?: string }

/** What {@link parseInstant} takes, for messages. */
export const INSTANT_ACCEPTED =
  'an ISO 8601 date and time with Z or an offset, such as 2025-01-01T00:00:00+07:00, in the years 1970 to 2199'

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?([Zz]|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/

const FIRST_YEAR = 1970
const LAST_YEAR = 2199
/** The Thai solar calendar counts 543 years more than the Gregorian one. */
const BUDDHIST_ERA_YEARS = 543
/** Offsets in use span −12:00 to +14:00. */
const MAX_OFFSET_MINUTES = 14 * 60

/**
 * Reads an ISO 8601 instant.
 *
 * A date without a time, or a time without an offset, is refused rather than read in some assumed time zone.
 *
 * @param text - for example `2025-01-01T00:00:00+07:00`
 * @returns the instant [ms since 1970 UTC], or how to mend the text where that can be told
 */
export function parseInstant(text: string): ParsedInstant {
  const trimmed = text.trim()
  const match = PATTERN.exec(trimmed)
  if (match === null) return { ok: false }
  const [, year, month, day, hour, minute, second, fraction, offset] = match
  if (Number(year) > LAST_YEAR && Number(year) - BUDDHIST_ERA_YEARS >= FIRST_YEAR) {
    return { ok: false, fix: `Years are Gregorian: ${year} BE is ${Number(year) - BUDDHIST_ERA_YEARS}` }
  }
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return { ok: false }
  if (!isCalendarDate(Number(year), Number(month), Number(day))) {
    return { ok: false, fix: `There is no ${year}-${month}-${day} in the calendar` }
  }
  if (hour === undefined) {
    return { ok: false, fix: `Add the time and the offset: ${year}-${month}-${day}T00:00:00+07:00` }
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return { ok: false }
  if (offset === undefined) return { ok: false, fix: `Add the offset: ${trimmed}+07:00, or ${trimmed}Z for UTC` }
  const offsetMinutes = parseOffset(offset)
  if (offsetMinutes === null) return { ok: false }
  const localMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  const secondMs = Number(second ?? 0) * 1000 + Number((fraction ?? '').padEnd(3, '0'))
  return { ok: true, ms: localMs + secondMs - offsetMinutes * 60_000 }
}

function isCalendarDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function parseOffset(offset: string): number | null {
  if (offset === 'Z' || offset === 'z') return 0
  const digits = offset.slice(1).replace(':', '')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2))
  const total = hours * 60 + minutes
  if (minutes > 59 || total > MAX_OFFSET_MINUTES) return null
  return offset.startsWith('-') ? -total : total
}
