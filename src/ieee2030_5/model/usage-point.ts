/** @module Where something is metered, and what is metered there. */

import { bitMap, hexBinary160 } from './hex-binary.ts'
import { code } from './integers.ts'
import { identifiedObject, link, listLink, pollRate, subscribableList } from './resource.ts'
import { extend, many, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** Bits of `roleFlags`. */
export const ROLE_FLAG = {
  mirror: 0x01,
  premisesAggregationPoint: 0x02,
  electricVehicle: 0x04,
  der: 0x08,
  revenueQuality: 0x10,
  directCurrent: 0x20,
  submeter: 0x40,
} as const
export const roleFlags = bitMap('RoleFlagsType', 2)

export const SERVICE_KIND = {
  electricity: 0,
  gas: 1,
  water: 2,
  time: 3,
  pressure: 4,
  heat: 5,
  cooling: 6,
} as const
export const serviceKind = code('ServiceKind')

export const USAGE_POINT_STATUS = { off: 0, on: 1 } as const

export const usagePointBase = extend(identifiedObject, 'UsagePointBase', {
  roleFlags: required(roleFlags),
  serviceCategoryKind: required(serviceKind),
  status: required(code('UInt8')),
})

export const usagePoint = extend(usagePointBase, 'UsagePoint', {
  deviceLFDI: optional(hexBinary160),
  MeterReadingListLink: optional(listLink),
})
export const usagePointList = extend(subscribableList, 'UsagePointList', { UsagePoint: many(usagePoint) }, pollRate)

export const meterReadingBase = extend(identifiedObject, 'MeterReadingBase', {})

/** All values of one reading type. */
export const meterReading = extend(meterReadingBase, 'MeterReading', {
  RateComponentListLink: optional(listLink),
  ReadingLink: optional(link),
  ReadingSetListLink: optional(listLink),
  ReadingTypeLink: required(link),
})
export const meterReadingList = extend(subscribableList, 'MeterReadingList', { MeterReading: many(meterReading) })

export type UsagePoint = TypeOf<typeof usagePoint>
export type UsagePointList = TypeOf<typeof usagePointList>
export type MeterReading = TypeOf<typeof meterReading>
export type MeterReadingList = TypeOf<typeof meterReadingList>
