/** @module The day of the campus that a page shows, kept in its address. */

import { useTimes } from '../format/times.ts'
import { live } from './live.ts'
import { refine, usePlace } from './place.ts'
import { useStore } from './store.ts'

export interface ShownDay {
  /** `2025-03-10`; null until the time at the campus is known. */
  readonly date: string | null
  readonly today: string | null
  readonly choose: (date: string) => void
}

const DAY_MS = 86_400_000
const DATE = /^(19[7-9]\d|20\d\d)-\d\d-\d\d$/

export function useShownDay(): ShownDay {
  const { timeZone } = useTimes()
  const { query } = usePlace()
  // The instant of midnight itself belongs to the day before.
  const today = useStore(live, ({ campus, now }) =>
    campus === null || now === null ? null : dateOf(Date.parse(now.time) - 1, timeZone),
  )
  const asked = query.get('day') ?? ''
  return {
    date: DATE.test(asked) && Number.isFinite(Date.parse(asked)) ? asked : today,
    today,
    choose: (date) => refine({ day: date === today ? '' : date }),
  }
}

/** The date at the campus at an instant [ms since 1970 UTC]. */
function dateOf(ms: number, timeZone: string): string {
  // Of all locales this one writes a date as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(ms)
}

export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
