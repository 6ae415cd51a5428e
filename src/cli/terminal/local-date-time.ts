/** @module Instants as the campus' wall clock shows them. */

import { LocalClock } from '../../time/local-clock.ts'

/** `Mon 24 Nov 2026 14:05:15`. */
export function longLocalTime(epochMs: number, timeZone: string): string {
  const { weekday, day, month, year, time } = parts(epochMs, timeZone)
  return `${weekday} ${day} ${month} ${year} ${time}`
}

/** `24 Nov 2026 14:05`. */
export function shortLocalTime(epochMs: number, timeZone: string): string {
  const { day, month, year, time } = parts(epochMs, timeZone)
  return `${day} ${month} ${year} ${time.slice(0, 5)}`
}

/** `14:05`, with seconds only where there are some. */
export function clockTime(epochMs: number, timeZone: string): string {
  return parts(epochMs, timeZone).time.replace(/:00$/, '')
}

/** `2026-11-24 14:05:15`, for logs: sorts as text. */
export function sortableLocalTime(epochMs: number, timeZone: string): string {
  const local = new Date(epochMs + new LocalClock(timeZone).offsetMs(epochMs))
  return local.toISOString().slice(0, 19).replace('T', ' ')
}

function parts(epochMs: number, timeZone: string) {
  const local = new Date(epochMs + new LocalClock(timeZone).offsetMs(epochMs))
  // An RFC 7231 date: "Tue, 24 Nov 2026 14:05:15 GMT".
  const [weekday, day, month, year, time] = local.toUTCString().replace(',', '').split(' ')
  return { weekday, day: String(Number(day)), month, year, time }
}
