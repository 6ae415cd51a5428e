/** @module Values of a meter reading one after another in time, whether they came alone or in sets. */

import type { Reading } from '../../model/reading.ts'
import type { UtilityState } from '../utility-state.ts'
import { type MeterReadingEntry, seriesOf } from './meter-reading-entry.ts'
import { inUnit } from './quantity.ts'
import { latestReading, READINGS } from './reading-entry.ts'
import { READING_SETS, type ReadingSetEntry, readingSetsOf } from './reading-set-entry.ts'

/** A value and its interval; times in seconds. */
export interface MeasuredValue {
  /** Since 1970 UTC. */
  readonly start: number
  /** Null when nobody has said it. */
  readonly duration: number | null
  /** In the unit of the quantity; null for an interval without one. */
  readonly value: number | null
  /** Bits of READING_QUALITY; null when nothing is said. */
  readonly qualityFlags: number | null
  readonly consumptionBlock: number
  readonly touTier: number
  /** mRID of the set that it is in; null for one that came alone. */
  readonly readingSet: string | null
}

/** All that is known, by time; a value that came twice is there once. */
export function measuredValues(state: UtilityState, entry: MeterReadingEntry): MeasuredValue[] {
  const series = seriesOf(entry)
  const byInterval = new Map<string, MeasuredValue>()
  const add = (value: MeasuredValue): void => {
    const { start, duration, consumptionBlock, touTier } = value
    byInterval.set(`${start} ${duration} ${consumptionBlock} ${touTier}`, value)
  }
  for (const set of readingSetsOf(state, series).reverse()) valuesOfSet(entry, set).forEach(add)
  for (const { start, reading } of state.at(READINGS).group(series).values()) add(measuredValue(entry, start, reading))
  return [...byInterval.values()].sort((a, b) => a.start - b.start)
}

/** The value with the latest start; null when there is none. */
export function latestValue(state: UtilityState, entry: MeterReadingEntry): MeasuredValue | null {
  const series = seriesOf(entry)
  const alone = latestReading(state, series)
  let inSets: MeasuredValue | null = null
  for (const set of state.at(READING_SETS).group(series).values()) {
    if (inSets !== null && set.timePeriod.start + set.timePeriod.duration <= inSets.start) continue
    for (const value of valuesOfSet(entry, set)) {
      if (inSets === null || value.start > inSets.start) inSets = value
    }
  }
  if (alone === undefined || (inSets !== null && inSets.start > alone.start)) return inSets
  return measuredValue(entry, alone.start, alone.reading)
}

/** A reading without a period of its own has the one of its place: the n-th interval of the set, if those have a length. */
function valuesOfSet(entry: MeterReadingEntry, { mRID, timePeriod, readings }: ReadingSetEntry): MeasuredValue[] {
  const length = entry.readingType.intervalLength ?? 0
  const values: MeasuredValue[] = []
  for (const [index, reading] of readings.entries()) {
    const value = { ...measuredValue(entry, timePeriod.start + index * length, reading), readingSet: mRID }
    if (reading.timePeriod !== undefined || length > 0) values.push(value)
    else if (readings.length === 1) values.push({ ...value, duration: timePeriod.duration })
  }
  return values
}

function measuredValue(
  { readingType }: MeterReadingEntry,
  usualStart: number,
  { timePeriod, value, qualityFlags, consumptionBlock = 0, touTier = 0 }: Reading,
): MeasuredValue {
  return {
    start: timePeriod?.start ?? usualStart,
    duration: timePeriod?.duration ?? readingType.intervalLength ?? null,
    value: value === undefined ? null : inUnit(value, readingType),
    qualityFlags: qualityFlags ?? null,
    consumptionBlock,
    touTier,
    readingSet: null,
  }
}
