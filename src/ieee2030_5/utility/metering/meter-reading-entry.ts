/** @module A meter reading: all values of one kind at a usage point. */

import type { ReadingType } from '../../model/reading-type.ts'
import type { MeterReading } from '../../model/usage-point.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'
import { type UsagePointEntry, usagePointHref } from './usage-point-entry.ts'

export interface MeterReadingEntry extends Pick<MeterReading, 'mRID' | 'description' | 'version'> {
  /** Number of its usage point, and its own there, counting from 1. */
  readonly usagePoint: number
  readonly number: number
  readonly readingType: ReadingType
}

/** By mRID, which no two devices may share; in groups by usage point. */
export const METER_READINGS: CollectionKey<MeterReadingEntry> = {
  name: 'meterReadings',
  groupOf: ({ usagePoint }) => String(usagePoint),
}

/** All of a usage point, in the order of the list: mRID descending. */
export function meterReadingsOf(state: UtilityState, { number }: UsagePointEntry): MeterReadingEntry[] {
  const entries = [...state.at(METER_READINGS).group(String(number)).values()]
  return entries.sort((a, b) => (a.mRID < b.mRID ? 1 : -1))
}

/** Where its values are: the name of their group in the collections of readings and reading sets. */
export type Series = string

export function seriesOf({ usagePoint, number }: MeterReadingEntry): Series {
  return `${usagePoint}/${number}`
}

export function meterReadingListHref(usagePoint: number): string {
  return `${usagePointHref(usagePoint)}/mr`
}

export function meterReadingHref({ usagePoint, number }: MeterReadingEntry): string {
  return `${meterReadingListHref(usagePoint)}/${number}`
}
