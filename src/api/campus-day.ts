/** @module A civil day of the campus: its date and its midnights. */

import * as z from 'zod'
import { DAY_MS, type LocalClock } from '../time/local-clock.ts'
import { utcText } from '../time/utc-text.ts'

export interface CampusDay {
  /** 2025-03-10 */
  readonly date: string
  /** Its midnights [ms since 1970 UTC]. */
  readonly fromMs: number
  readonly toMs: number
}

/** A date in the text of a query. */
export const dateText = z
  .string()
  .regex(/^(19[7-9]\d|20\d\d)-\d\d-\d\d$/)
  .refine((text) => {
    const ms = Date.parse(`${text}T00:00:00Z`)
    return Number.isFinite(ms) && utcText(ms).startsWith(text)
  })
  .meta({ description: 'Day of the campus.', 'x-accepted': 'a date from 1970 to 2099 as 2025-03-10' })

/** The day an interval belongs to by its end: midnight itself ends the day before. */
export function dayOfEnd(endMs: number, clock: LocalClock): CampusDay {
  return dayOfDate(utcText(endMs - 1 + clock.offsetMs(endMs - 1)).slice(0, 10), clock)
}

/** @param date - that there is */
export function dayOfDate(date: string, clock: LocalClock): CampusDay {
  const asUtc = Date.parse(`${date}T00:00:00Z`)
  return { date, fromMs: midnight(asUtc, clock), toMs: midnight(asUtc + DAY_MS, clock) }
}

function midnight(asUtc: number, clock: LocalClock): number {
  return asUtc - clock.offsetMs(asUtc - clock.offsetMs(asUtc))
}

/** An instant on the campus's clock: `2025-03-10T06:28:14+07:00`, to the second. */
export function localText(ms: number, clock: LocalClock): string {
  const second = Math.round(ms / 1000) * 1000
  const offset = clock.offsetMs(second)
  const minutes = Math.abs(Math.round(offset / 60_000))
  const pair = (value: number): string => String(value).padStart(2, '0')
  const zone = `${offset < 0 ? '-' : '+'}${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}`
  return utcText(second + offset).replace('Z', zone)
}
