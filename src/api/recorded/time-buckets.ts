/** @module Lengths of time that records are summed up over: quarters of an hour, hours, and days of the campus. */

import { DAY_MS, HOUR_MS, LocalClock } from '../../time/local-clock.ts'
import { badRequest } from '../api-problem.ts'
import type { PageCursor } from '../page.ts'
import { numberLiteral, textLiteral } from './sql-text.ts'

/** [ms]; days are the campus's, and begin at its midnight. */
export const RESOLUTIONS = { '15m': HOUR_MS / 4, '1h': HOUR_MS, '1d': DAY_MS } as const
export type Resolution = keyof typeof RESOLUTIONS

export interface TimePage {
  readonly from: number
  readonly to: number
  /** Buckets. */
  readonly limit: number
  readonly after: PageCursor | null
}

/**
 * A page is a length of time, so that however long the whole is, what one question costs is bounded.
 *
 * @throws ApiProblem when the page before is one of another question
 */
export function pageSpan(
  { from, to, limit, after }: TimePage,
  resolution: Resolution,
  timeZone: string,
): { readonly begin: number; readonly end: number } {
  const lengthMs = RESOLUTIONS[resolution]
  const begin = after === null ? from : after[0]
  if (begin < from || begin >= to) {
    throw badRequest([{ in: 'query', field: 'after', expected: '`next` of an earlier answer to the same question' }])
  }
  return { begin, end: Math.min(to, nextBoundary(begin, lengthMs, timeZone) + (limit - 1) * lengthMs) }
}

/** The end of the quarter, hour or campus day that an instant lies in; its offset is taken as that of the instant. */
function nextBoundary(ms: number, lengthMs: number, timeZone: string): number {
  const offsetMs = lengthMs === DAY_MS ? new LocalClock(timeZone).offsetMs(ms) : 0
  return (Math.floor((ms + offsetMs) / lengthMs) + 1) * lengthMs - offsetMs
}

/** The end of the bucket that a row's `time` belongs to, in SQL. */
export function bucketSql(resolution: Resolution, timeZone: string): string {
  return bucketEnd(resolution === '1d' ? null : RESOLUTIONS[resolution], timeZone)
}

/**
 * The same for buckets of other lengths: what ends at midnight belongs to the day before.
 *
 * @param lengthMs - a divisor of an hour, or null for days of the campus, which begin at its midnight
 */
export function bucketEnd(lengthMs: number | null, timeZone: string): string {
  // What is measured belongs to the time its interval ends in, so a bucket has its end and not its begin.
  const within = `"time" - interval '1 microsecond'`
  if (lengthMs === null) {
    const zone = textLiteral(timeZone)
    return `(date_trunc('day', (${within}) at time zone ${zone}) + interval '1 day') at time zone ${zone}`
  }
  const length = `interval '${numberLiteral(lengthMs / 1000)} s'`
  return `date_bin(${length}, ${within}, timestamptz '2000-01-01 00:00:00+00') + ${length}`
}
