/** @module Readings that were posted by themselves, one for each time. */

import type { Reading } from '../../model/reading.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'
import type { Series } from './meter-reading-entry.ts'

export interface ReadingEntry {
  readonly series: Series
  /** What it is known by: a reading with the same start replaces it [s since 1970 UTC]. */
  readonly start: number
  readonly reading: Reading
}

/** By series and start, in groups by series. */
export const READINGS: CollectionKey<ReadingEntry> = { name: 'readings', groupOf: ({ series }) => series }

export function readingKey({ series, start }: Pick<ReadingEntry, 'series' | 'start'>): string {
  return `${series}/${start}`
}

/** The one with the latest start. */
export function latestReading(state: UtilityState, series: Series): ReadingEntry | undefined {
  let latest: ReadingEntry | undefined
  for (const entry of state.at(READINGS).group(series).values()) {
    if (latest === undefined || entry.start > latest.start) latest = entry
  }
  return latest
}
