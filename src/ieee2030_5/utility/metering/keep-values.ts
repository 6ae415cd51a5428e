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
export function keepReading(state: UtilityState, entry: ReadingEntry, retention: Retention): void {
  const readings = state.at(READINGS)
  readings.set(readingKey(entry), entry)
  dropOldest(readings, entry.series, ALONE, retention)
}

/** A set, in the place of the one with its mRID; a set that is complete ends the one that grew in its place. */
export function keepReadingSet(state: UtilityState, entry: ReadingSetEntry, retention: Retention): void {
  const sets = state.at(READING_SETS)
  const key = readingSetKey(entry)
  const before = sets.get(key)
  if (before !== undefined && isOlderVersion(entry, before)) return
  sets.set(key, entry)
  if (!isReservedMrid(entry.mRID)) endGrowing(sets, entry)
  dropOldest(sets, entry.series, IN_SETS, retention)
}

/** Everything that was measured: it goes with its series, and when the series begins to measure something else. */
export function dropValues(state: UtilityState, series: Series): void {
  for (const collection of [state.at(READINGS), state.at(READING_SETS)]) {
    for (const key of collection.group(series).keys()) collection.delete(key)
  }
}

const RESERVED = 'F'.repeat(24)

/** Whether an mRID is that of what is not complete yet: everything set above the enterprise number. */
export function isReservedMrid(mRID: string): boolean {
  return mRID.startsWith(RESERVED)
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
    if (other.start === timePeriod.start && isReservedMrid(mRID)) sets.delete(key)
  }
}

/** What there is to know of entries of a kind to say which of them go first. */
interface Kind<Entry> {
  readonly startOf: (entry: Entry) => number
  readonly readingsIn: (entry: Entry) => number
  /** As `Array.sort` takes it, the oldest last. */
  readonly order: (a: Entry, b: Entry) => number
}

const ALONE: Kind<ReadingEntry> = {
  startOf: ({ start }) => start,
  readingsIn: () => 1,
  order: (a, b) => b.start - a.start,
}

const IN_SETS: Kind<ReadingSetEntry> = {
  startOf: ({ timePeriod }) => timePeriod.start,
  readingsIn: ({ readings }) => readings.length,
  order: inListOrder,
}

/** Takes the oldest away until the rest may stay; looks at every entry of the series once for each that goes. */
function dropOldest<Entry>(
  collection: Collection<Entry>,
  series: Series,
  { startOf, readingsIn, order }: Kind<Entry>,
  { mostReadingSets, now }: Retention,
): void {
  const mostReadings = Math.max(mostReadingSets * READINGS_PER_SET, MOST_READINGS_OF_A_SET)
  const kept = collection.group(series)
  const fits = (readings: number): boolean => kept.size <= mostReadingSets && readings <= mostReadings
  for (;;) {
    let readings = 0
    let oldest: { readonly key: string; readonly entry: Entry } | undefined
    for (const [key, entry] of kept) {
      readings += readingsIn(entry)
      if (oldest === undefined || order(oldest.entry, entry) < 0) oldest = { key, entry }
    }
    if (oldest === undefined) return
    const isYoung = startOf(oldest.entry) >= now - LONGEST_KEPT_SECONDS
    if (isYoung && fits(readings)) return
    collection.delete(oldest.key)
    // what is left is younger
    if (isYoung && fits(readings - readingsIn(oldest.entry))) return
  }
}
