/**
 * @module Values come in and old ones make room: how much is kept of a series is bounded by count and by age.
 *
 * @see IEEE Std 2030.5-2018, 10.11.3: a server decides by itself how long it keeps what is mirrored to it
 */

import type { Collection, UtilityState } from '../utility-state.ts'
import type { Series } from './meter-reading-entry.ts'
import { READINGS, type ReadingEntry, readingKey } from './reading-entry.ts'
import { inListOrder, READING_SETS, type ReadingSetEntry, readingSetKey } from './reading-set-entry.ts'

/** The year of a bill and a month more [s]. */
const LONGEST_KEPT_SECONDS = 400 * 86_400

/** Readings of all sets of a series together, for each set that may be kept: long sets are fewer. */
const READINGS_PER_SET = 32

/** Enough for a set with a day of one-minute readings, however few sets are kept. */
export const MOST_READINGS_OF_A_SET = 1440

/** How much is kept. */
export interface Retention {
  /** Most sets of a series, and most readings that were posted by themselves. */
  readonly mostReadingSets: number
  /** [s since 1970 UTC] */
  readonly now: number
}

/** A reading that was posted by itself, in the place of one with the same start. */
export function keepReading(state: UtilityState, entry: ReadingEntry, { mostReadingSets, now }: Retention): void {
  const readings = state.at(READINGS)
  readings.set(readingKey(entry), entry)
  for (;;) {
    const kept = readings.group(entry.series)
    const oldest = last(kept, latestFirst)
    if (oldest === undefined) return
    if (kept.size <= mostReadingSets && oldest[1].start >= now - LONGEST_KEPT_SECONDS) return
    readings.delete(oldest[0])
  }
}

/** A set, in the place of the one with its mRID; a set that is complete ends the one that grew in its place. */
export function keepReadingSet(state: UtilityState, entry: ReadingSetEntry, retention: Retention): void {
  const sets = state.at(READING_SETS)
  const key = readingSetKey(entry)
  const before = sets.get(key)
  if (before !== undefined && isOlderVersion(entry, before)) return
  sets.set(key, entry)
  if (!isReservedMrid(entry.mRID)) endGrowing(sets, entry)
  dropOldSets(sets, entry.series, retention)
}

/** Everything that was measured: it goes with its series, and when the series begins to measure something else. */
export function dropValues(state: UtilityState, series: Series): void {
  for (const collection of [state.at(READINGS), state.at(READING_SETS)]) {
    for (const key of collection.group(series).keys()) collection.delete(key)
  }
}

/** Whether an mRID is that of what is not complete yet: everything set above the enterprise number. */
export function isReservedMrid(mRID: string): boolean {
  return mRID.startsWith('F'.repeat(24))
}

/**
 * Whether a set comes late: what replaced it has been here.
 *
 * Sets that grow share one mRID; the next one may well count its versions from 0.
 */
function isOlderVersion(entry: ReadingSetEntry, before: ReadingSetEntry): boolean {
  if (entry.version === undefined || entry.version >= (before.version ?? 0)) return false
  return !isReservedMrid(entry.mRID) || entry.timePeriod.start === before.timePeriod.start
}

function endGrowing(sets: Collection<ReadingSetEntry>, { series, timePeriod }: ReadingSetEntry): void {
  for (const [key, { mRID, timePeriod: other }] of sets.group(series)) {
    if (isReservedMrid(mRID) && other.start === timePeriod.start) sets.delete(key)
  }
}

function dropOldSets(sets: Collection<ReadingSetEntry>, series: Series, { mostReadingSets, now }: Retention): void {
  const mostReadings = Math.max(mostReadingSets * READINGS_PER_SET, MOST_READINGS_OF_A_SET)
  const kept = sets.group(series)
  let readings = 0
  for (const entry of kept.values()) readings += entry.readings.length
  for (;;) {
    const oldest = last(kept, inListOrder)
    if (oldest === undefined) return
    const fits = kept.size <= mostReadingSets && readings <= mostReadings
    if (fits && oldest[1].timePeriod.start >= now - LONGEST_KEPT_SECONDS) return
    readings -= oldest[1].readings.length
    sets.delete(oldest[0])
  }
}

function latestFirst(a: ReadingEntry, b: ReadingEntry): number {
  return b.start - a.start
}

/** The entry that would be last in an order. */
function last<Entry>(
  group: ReadonlyMap<string, Entry>,
  order: (a: Entry, b: Entry) => number,
): readonly [string, Entry] | undefined {
  let found: readonly [string, Entry] | undefined
  for (const candidate of group) {
    if (found === undefined || order(found[1], candidate[1]) < 0) found = candidate
  }
  return found
}
