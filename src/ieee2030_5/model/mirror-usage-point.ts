/** @module The mirror: how a device that serves nothing itself posts what it measures. */

import { hexBinary160 } from './hex-binary.ts'
import { time, uint32 } from './integers.ts'
import { reading, readingSetBase } from './reading.ts'
import { readingType } from './reading-type.ts'
import { list, pollRate } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'
import { meterReadingBase, usagePointBase } from './usage-point.ts'

export const mirrorReadingSet = extend(readingSetBase, 'MirrorReadingSet', { Reading: many(reading) })

export const mirrorMeterReading = extend(meterReadingBase, 'MirrorMeterReading', {
  lastUpdateTime: optional(time),
  MirrorReadingSet: many(mirrorReadingSet),
  nextUpdateTime: optional(time),
  Reading: optional(reading),
  ReadingType: optional(readingType),
})
export const mirrorMeterReadingList = extend(list, 'MirrorMeterReadingList', {
  MirrorMeterReading: many(mirrorMeterReading),
})

export const mirrorUsagePoint = extend(usagePointBase, 'MirrorUsagePoint', {
  deviceLFDI: required(hexBinary160),
  MirrorMeterReading: many(mirrorMeterReading),
  /** Seconds between two posts: proposed by the client, decided by the server. */
  postRate: optional(uint32),
})
export const mirrorUsagePointList = extend(
  list,
  'MirrorUsagePointList',
  { MirrorUsagePoint: many(mirrorUsagePoint) },
  pollRate,
)

export type MirrorReadingSet = TypeOf<typeof mirrorReadingSet>
export type MirrorMeterReading = TypeOf<typeof mirrorMeterReading>
export type MirrorMeterReadingList = TypeOf<typeof mirrorMeterReadingList>
export type MirrorUsagePoint = TypeOf<typeof mirrorUsagePoint>
export type MirrorUsagePointList = TypeOf<typeof mirrorUsagePointList>
