/** @module A meter's mirrors as documents: the mirror itself, and what is posted to it. */

import type { Meter } from '../../../campus/meter.ts'
import { int48 } from '../../model/integers.ts'
import type { DateTimeInterval } from '../../model/intervals.ts'
import type {
  MirrorMeterReading,
  MirrorMeterReadingList,
  MirrorReadingSet,
  MirrorUsagePoint,
} from '../../model/mirror-usage-point.ts'
import type { MridFactory } from '../../model/mrid.ts'
import type { Reading } from '../../model/reading.ts'
import type { ReadingType } from '../../model/reading-type.ts'
import { shortened } from '../../model/texts.ts'
import { ROLE_FLAG, SERVICE_KIND, USAGE_POINT_STATUS } from '../../model/usage-point.ts'
import type { IntervalBlock } from './interval-blocks.ts'
import { shownWh } from './meter-registers.ts'
import { QUALITY_FLAGS } from './meter-sample.ts'
import type { MirrorPost, WindowEnd } from './mirror-post.ts'
import { MIRRORED_QUANTITIES, type MirroredQuantity, type MirrorKind } from './mirrored-quantities.ts'

/** Whose mirrors they are. */
export interface MirrorOwner {
  readonly lfdi: string
  readonly meter: Meter
  readonly mrids: MridFactory
}

const DESCRIPTION_BYTES = 32

/** The site's meter is what bills are made of; array and battery are metered behind it. */
const ROLE_FLAGS: Readonly<Record<MirrorKind, number>> = {
  site: ROLE_FLAG.mirror | ROLE_FLAG.premisesAggregationPoint | ROLE_FLAG.revenueQuality,
  solar: ROLE_FLAG.mirror | ROLE_FLAG.der | ROLE_FLAG.submeter,
  battery: ROLE_FLAG.mirror | ROLE_FLAG.der | ROLE_FLAG.submeter,
}

/** The lengths that reading types speak of [ms]. */
export interface MirrorLengths {
  readonly windowMs: number
  readonly blockMs: number
}

/** A mirror with all its reading types and no readings, as it is created and updated. */
export function mirrorDocument(owner: MirrorOwner, mirror: MirrorKind, lengths: MirrorLengths): MirrorUsagePoint {
  return {
    mRID: owner.mrids.create(owner.lfdi, mirror),
    description: shortened(`${owner.meter.meterId} ${mirror}`, DESCRIPTION_BYTES),
    roleFlags: ROLE_FLAGS[mirror],
    serviceCategoryKind: SERVICE_KIND.electricity,
    status: USAGE_POINT_STATUS.on,
    deviceLFDI: owner.lfdi,
    MirrorMeterReading: MIRRORED_QUANTITIES[mirror].map((quantity) => ({
      mRID: quantityMrid(owner, mirror, quantity),
      description: quantity.description,
      MirrorReadingSet: [],
      ReadingType: typeWithLength(quantity, lengths),
    })),
    postRate: Math.round(lengths.windowMs / 1000),
  }
}

/** What is posted to a mirror of a window that ended, and of intervals that did; null when that is nothing. */
export function mirrorReadings(
  owner: MirrorOwner,
  mirror: MirrorKind,
  { window, blocks }: MirrorPost,
): MirrorMeterReadingList | null {
  const readings = MIRRORED_QUANTITIES[mirror].flatMap((quantity) => {
    const mRID = quantityMrid(owner, mirror, quantity)
    const sets = readingSets(owner, mirror, quantity, blocks)
    const single = window === null ? null : windowReading(quantity, window, owner.meter)
    if (sets.length === 0 && single === null) return []
    const posted: MirrorMeterReading = {
      mRID,
      MirrorReadingSet: sets,
      ...(window !== null && { lastUpdateTime: seconds(window.sums.endMs) }),
      ...(single !== null && { Reading: single }),
    }
    return posted
  })
  if (readings.length === 0) return null
  return { all: readings.length, results: readings.length, MirrorMeterReading: readings }
}

function quantityMrid({ mrids, lfdi }: MirrorOwner, mirror: MirrorKind, { name }: MirroredQuantity): string {
  return mrids.create(lfdi, mirror, name)
}

function typeWithLength({ value, readingType }: MirroredQuantity, { windowMs, blockMs }: MirrorLengths): ReadingType {
  switch (value.kind) {
    case 'average':
      return { ...readingType, intervalLength: Math.round(windowMs / 1000) }
    case 'interval':
      return { ...readingType, intervalLength: Math.round(blockMs / 1000) }
    case 'instantaneous':
      return { ...readingType, intervalLength: 0 }
    case 'register':
      return readingType
  }
}

function windowReading(quantity: MirroredQuantity, window: WindowEnd, meter: Meter): Reading | null {
  const { value, readingType } = quantity
  const { sums, sample, registers } = window
  const unit = 10 ** (readingType.powerOfTenMultiplier ?? 0)
  const moment = period(sample.endMs, 0)
  switch (value.kind) {
    case 'average':
      return reading(period(sums.startMs, sums.endMs - sums.startMs), value.of(sums) / unit, sums.quality)
    case 'instantaneous':
      return reading(moment, value.of(sample, meter) / unit, sample.quality)
    case 'register':
      return reading(moment, shownWh(registers[value.register]), sample.quality)
    case 'interval':
      return null
  }
}

function readingSets(
  owner: MirrorOwner,
  mirror: MirrorKind,
  { name, value }: MirroredQuantity,
  blocks: readonly IntervalBlock[],
): MirrorReadingSet[] {
  if (value.kind !== 'interval') return []
  return blocks.map(({ startMs, durationMs, before, after, quality }) => {
    const timePeriod = period(startMs, durationMs)
    const wh = shownWh(after[value.register]) - shownWh(before[value.register])
    return {
      mRID: owner.mrids.create(owner.lfdi, mirror, name, String(timePeriod.start)),
      timePeriod,
      Reading: [{ ...reading(timePeriod, wh, quality), localID: 0 }],
    }
  })
}

function reading(timePeriod: DateTimeInterval, value: number, quality: number): Reading {
  return { qualityFlags: combinedQuality(quality), timePeriod, value: inRange(Math.round(value)) }
}

/** Valid only if all of it is. */
function combinedQuality(quality: number): number {
  return quality === QUALITY_FLAGS.good ? quality : quality & ~QUALITY_FLAGS.good
}

const { shape } = int48
const [LOWEST, HIGHEST] =
  shape.kind === 'integer' ? [shape.minimum, shape.maximum - 1] : [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]

/** A value beyond 48 bits, which only a broken meter has, is posted as the end of their range. */
function inRange(value: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, value)) + 0
}

function period(startMs: number, durationMs: number): DateTimeInterval {
  return { duration: Math.round(durationMs / 1000), start: seconds(startMs) }
}

function seconds(timeMs: number): number {
  return Math.floor(timeMs / 1000)
}
