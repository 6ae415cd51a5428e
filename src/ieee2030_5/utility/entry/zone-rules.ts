/** @module How a time zone stands to UTC in a year: its offset, and when summer time moves it. */

import { LocalClock } from '../../../time/local-clock.ts'

/** Offsets and instants in seconds. */
export interface ZoneRules {
  /** Of standard time, east is positive. */
  readonly offset: number
  /** By how much summer time is ahead; 0 where there is none. */
  readonly summerOffset: number
  /** When summer time begins and ends in that year; 0 where there is none. */
  readonly summerStart: number
  readonly summerEnd: number
}

const MS = 1000
const DAY_MS = 86_400_000
const clocks = new Map<string, LocalClock>()
const rules = new Map<string, ZoneRules>()

/**
 * The rules of a zone in the year of an instant.
 *
 * @param timeZone - IANA name
 * @param now - [s since 1970 UTC]
 */
export function zoneRules(timeZone: string, now: number): ZoneRules {
  const year = new Date(now * MS).getUTCFullYear()
  const name = `${timeZone} ${year}`
  let known = rules.get(name)
  if (known === undefined) {
    known = rulesOf(clockOf(timeZone), year)
    rules.set(name, known)
  }
  return known
}

function clockOf(timeZone: string): LocalClock {
  let clock = clocks.get(timeZone)
  if (clock === undefined) {
    clock = new LocalClock(timeZone)
    clocks.set(timeZone, clock)
  }
  return clock
}

/** Summer time is the larger of a year's two offsets. */
function rulesOf(clock: LocalClock, year: number): ZoneRules {
  const changes = changesOf(clock, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))
  const offsets = [clock.offsetMs(Date.UTC(year, 0, 1)), ...changes.map(({ offsetMs }) => offsetMs)]
  const standardMs = Math.min(...offsets)
  const summerMs = Math.max(...offsets)
  const start = changes.find(({ offsetMs }) => offsetMs === summerMs)
  const end = changes.find(({ offsetMs }) => offsetMs === standardMs)
  if (start === undefined || end === undefined) {
    return { offset: offsets[offsets.length - 1] / MS, summerOffset: 0, summerStart: 0, summerEnd: 0 }
  }
  return {
    offset: standardMs / MS,
    summerOffset: (summerMs - standardMs) / MS,
    summerStart: start.atMs / MS,
    summerEnd: end.atMs / MS,
  }
}

function changesOf(clock: LocalClock, fromMs: number, untilMs: number): { atMs: number; offsetMs: number }[] {
  const changes: { atMs: number; offsetMs: number }[] = []
  for (let dayMs = fromMs; dayMs < untilMs; dayMs += DAY_MS) {
    if (clock.offsetMs(dayMs) === clock.offsetMs(dayMs + DAY_MS)) continue
    const atMs = changeWithin(clock, dayMs, dayMs + DAY_MS)
    changes.push({ atMs, offsetMs: clock.offsetMs(atMs) })
  }
  return changes
}

/** The second at which an offset changes between two instants. */
function changeWithin(clock: LocalClock, fromMs: number, untilMs: number): number {
  const beforeMs = clock.offsetMs(fromMs)
  let low = fromMs
  let high = untilMs
  while (high - low > MS) {
    const middle = low + Math.floor((high - low) / 2 / MS) * MS
    if (clock.offsetMs(middle) === beforeMs) low = middle
    else high = middle
  }
  return high
}
