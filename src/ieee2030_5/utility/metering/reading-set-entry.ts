/** @module Sets of readings: the intervals of a block of time, posted together and replaced together. */

import type { Reading, ReadingSet } from '../../model/reading.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'
import type { Series } from './meter-reading-entry.ts'

export interface ReadingSetEntry extends Pick<ReadingSet, 'mRID' | 'description' | 'version' | 'timePeriod'> {
  readonly series: Series
  /** In the order of the list: localID, consumption block, tier. */
  readonly readings: readonly Reading[]
}

/** By series and mRID, in groups by series. */
export const READING_SETS: CollectionKey<ReadingSetEntry> = { name: 'readingSets', groupOf: ({ series }) => series }

export function readingSetKey({ series, mRID }: Pick<ReadingSetEntry, 'series' | 'mRID'>): string {
  return `${series}/${mRID}`
}

/** All of a series, in the order of the list: start descending, mRID descending. */
export function readingSetsOf(state: UtilityState, series: Series): ReadingSetEntry[] {
  return [...state.at(READING_SETS).group(series).values()].sort(inListOrder)
}

export function inListOrder(a: ReadingSetEntry, b: ReadingSetEntry): number {
  return b.timePeriod.start - a.timePeriod.start || (a.mRID < b.mRID ? 1 : -1)
}

/** The readings of a set in the order of their list. */
export function inReadingOrder(readings: readonly Reading[]): readonly Reading[] {
  return readings.toSorted(
    (a, b) =>
      (a.localID ?? 0) - (b.localID ?? 0) ||
      (a.consumptionBlock ?? 0) - (b.consumptionBlock ?? 0) ||
      (a.touTier ?? 0) - (b.touTier ?? 0),
  )
}
