/** @module Documents as devices post them to the mirror. */

import {
  type MirrorMeterReading,
  type MirrorReadingSet,
  type MirrorUsagePoint,
  mirrorMeterReading,
  mirrorMeterReadingList,
  mirrorUsagePoint,
} from '../../model/mirror-usage-point.ts'
import type { Reading } from '../../model/reading.ts'
import type { ReadingType } from '../../model/reading-type.ts'
import { LFDI_A, NOW, type Sent } from '../utility.fixture.ts'

/** mRIDs of a provider with the enterprise number 32473. */
export const mrid = (digits: string): string => `${digits.padStart(24, '0')}00007ED9`.toUpperCase()
export const GROWING = mrid('F'.repeat(24))

/** Average active power, positive when imported, as CSIP has it. */
export const POWER: ReadingType = {
  accumulationBehaviour: 0,
  commodity: 1,
  dataQualifier: 2,
  flowDirection: 1,
  intervalLength: 300,
  kind: 37,
  phase: 0,
  powerOfTenMultiplier: 0,
  uom: 38,
}

/** Average reactive power. */
export const REACTIVE_POWER: ReadingType = { ...POWER, uom: 63 }

/** Imported energy of each quarter of an hour. */
export const INTERVALS: ReadingType = {
  accumulationBehaviour: 4,
  commodity: 1,
  dataQualifier: 0,
  flowDirection: 1,
  intervalLength: 900,
  kind: 12,
  phase: 0,
  powerOfTenMultiplier: 0,
  uom: 72,
}

export function reading(value: number, start = NOW, duration = 300, others: Partial<Reading> = {}): Reading {
  return { timePeriod: { duration, start }, value, ...others }
}

/** Quarters of an hour from the start of the set. */
export function intervalSet(
  mRID: string,
  start: number,
  values: readonly number[],
  others: Partial<MirrorReadingSet> = {},
): MirrorReadingSet {
  return {
    mRID,
    timePeriod: { duration: 900 * values.length, start },
    Reading: values.map((value, index) => reading(value, start + 900 * index, 900, { localID: index })),
    ...others,
  }
}

export function meterReadingOf(mRID: string, others: Partial<MirrorMeterReading> = {}): MirrorMeterReading {
  return { mRID, MirrorReadingSet: [], ...others }
}

export function mirrorOf(mRID: string, others: Partial<MirrorUsagePoint> = {}): MirrorUsagePoint {
  return {
    mRID,
    description: 'Site',
    roleFlags: 0x0013,
    serviceCategoryKind: 0,
    status: 1,
    deviceLFDI: LFDI_A,
    MirrorMeterReading: [],
    ...others,
  }
}

export const sentMirror = (value: MirrorUsagePoint): Sent<typeof mirrorUsagePoint> => ({
  type: mirrorUsagePoint,
  value,
})

export const sentReading = (value: MirrorMeterReading): Sent<typeof mirrorMeterReading> => ({
  type: mirrorMeterReading,
  value,
})

export const sentReadings = (...values: readonly MirrorMeterReading[]): Sent<typeof mirrorMeterReadingList> => ({
  type: mirrorMeterReadingList,
  value: { all: values.length, results: values.length, MirrorMeterReading: values },
})
