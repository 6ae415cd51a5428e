/** @module Measured values, and sets of them. */

import { hexBinary16 } from './hex-binary.ts'
import { code, int48 } from './integers.ts'
import { dateTimeInterval } from './intervals.ts'
import { identifiedObject, listLink, resource, subscribable, subscribableList } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** Bit numbers of `qualityFlags`. */
export const READING_QUALITY = {
  valid: 0,
  edited: 1,
  estimatedByReferenceDay: 2,
  interpolated: 3,
  questionable: 4,
  derived: 5,
  projected: 6,
} as const

export const consumptionBlock = code('ConsumptionBlockType')
/** Tier of a time-of-use tariff; 0 when there is none. */
export const touTier = code('TOUType')

const readingBase = extend(resource, 'ReadingBase', {
  consumptionBlock: optional(consumptionBlock),
  qualityFlags: optional(hexBinary16),
  /** The interval of the reading type when absent. */
  timePeriod: optional(dateTimeInterval),
  touTier: optional(touTier),
  /** In the unit of the reading type, times its power of ten. */
  value: optional(int48),
})

export const reading = extend(readingBase, 'Reading', { localID: optional(hexBinary16) }, subscribable)
export const readingList = extend(subscribableList, 'ReadingList', { Reading: many(reading) })

export const readingSetBase = extend(identifiedObject, 'ReadingSetBase', { timePeriod: required(dateTimeInterval) })

export const readingSet = extend(readingSetBase, 'ReadingSet', { ReadingListLink: optional(listLink) })
export const readingSetList = extend(subscribableList, 'ReadingSetList', { ReadingSet: many(readingSet) })

export type Reading = TypeOf<typeof reading>
export type ReadingList = TypeOf<typeof readingList>
export type ReadingSet = TypeOf<typeof readingSet>
export type ReadingSetList = TypeOf<typeof readingSetList>
