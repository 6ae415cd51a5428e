/** @module Times as people at the campus read them. */

import { type Language, language } from '../language/language.ts'
import { live } from '../state/live.ts'
import { useStore } from '../state/store.ts'

export interface TimeFormat {
  /** 14:05 */
  clock(time: number | string): string
  /** 14:05:15 */
  seconds(time: number | string): string
  /** Mon 24 Nov 2026 */
  date(time: number | string): string
  /** November 2026 */
  month(time: number | string): string
  /** 24 Nov 14:05 */
  moment(time: number | string): string
  /** A length of time: `12 s`, `5 min` */
  age(ms: number): string
  readonly timeZone: string
}

const made = new Map<string, TimeFormat>()

/** @returns the campus's own times; those of UTC until the campus is known */
export function useTimes(): TimeFormat {
  return timesIn(
    useStore(language, (value) => value),
    useStore(live, ({ campus }) => campus?.time_zone ?? 'UTC'),
  )
}

export function timesIn(chosen: Language, timeZone: string): TimeFormat {
  const key = `${chosen} ${timeZone}`
  const known = made.get(key) ?? makeFormat(chosen, timeZone)
  made.set(key, known)
  return known
}

function makeFormat(chosen: Language, timeZone: string): TimeFormat {
  const locale = chosen === 'th' ? 'th-TH-u-nu-latn' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions): ((time: number | string) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
    return (time) => formatter.format(new Date(time))
  }
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const units: readonly (readonly [ms: number, unit: string])[] = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1_000, 'second'],
  ]
  return {
    timeZone,
    clock: format(clock),
    seconds: format({ ...clock, second: '2-digit' }),
    date: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    month: format({ month: 'long', year: 'numeric' }),
    moment: format({ day: 'numeric', month: 'short', ...clock }),
    age(ms) {
      const [size, unit] = units.find(([least]) => ms >= least) ?? [1_000, 'second']
      const value = Math.max(0, Math.floor(ms / size))
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value)
    },
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Made once: making one takes longer than hundreds of its answers. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  const figures = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...figures })
  clocks.set(timeZone, made)
  return made
}

/** Midnight at the campus before an instant [ms since 1970 UTC]. */
export function startOfDay(timeMs: number, timeZone: string): number {
  const parts = clockIn(timeZone).formatToParts(timeMs)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const second = Math.floor(timeMs / 1000) * 1000
  return second - (part('hour') * 3600 + part('minute') * 60 + part('second')) * 1000
}
