/**
 * @module The usage point tree as documents: what was mirrored, at the addresses of a server that measures.
 *
 * @see IEEE Std 2030.5-2018, 10.11 (metering)
 */

import { type ReadingSet, reading, readingList, readingSet, readingSetList } from '../../model/reading.ts'
import { readingType } from '../../model/reading-type.ts'
import {
  type MeterReading,
  meterReading,
  meterReadingList,
  type UsagePoint,
  usagePoint,
  usagePointList,
} from '../../model/usage-point.ts'
import type { Exchange } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { pollRateOf } from '../rates.ts'
import { document, type Reply } from '../reply.ts'
import type { UtilityState } from '../utility-state.ts'
import { asked, askedMeterReading, askedReadingSet, askedUsagePoint } from './asked-entry.ts'
import {
  METER_READINGS,
  type MeterReadingEntry,
  meterReadingHref,
  meterReadingListHref,
  meterReadingsOf,
  seriesOf,
} from './meter-reading-entry.ts'
import { latestReading } from './reading-entry.ts'
import { READING_SETS, type ReadingSetEntry, readingSetsOf } from './reading-set-entry.ts'
import { type UsagePointEntry, usagePointHref, usagePointsOf } from './usage-point-entry.ts'

export function getUsagePointList(exchange: Exchange): Reply {
  const { state, caller, path, query } = exchange
  const { entries, ...counts } = pageOf(usagePointsOf(state, caller.lfdi), query)
  return document(usagePointList, {
    href: path,
    ...counts,
    pollRate: pollRateOf(exchange),
    UsagePoint: entries.map((entry) => usagePointOf(state, entry)),
  })
}

export function getUsagePoint(exchange: Exchange): Reply {
  return document(usagePoint, usagePointOf(exchange.state, askedUsagePoint(exchange)))
}

export function getMeterReadingList(exchange: Exchange): Reply {
  const { state, path, query } = exchange
  const { entries, ...counts } = pageOf(meterReadingsOf(state, askedUsagePoint(exchange)), query)
  return document(meterReadingList, {
    href: path,
    ...counts,
    MeterReading: entries.map((entry) => meterReadingOf(state, entry)),
  })
}

export function getMeterReading(exchange: Exchange): Reply {
  return document(meterReading, meterReadingOf(exchange.state, askedMeterReading(exchange)))
}

export function getReadingType(exchange: Exchange): Reply {
  return document(readingType, { href: exchange.path, ...askedMeterReading(exchange).readingType })
}

/** The latest of those that were posted by themselves. */
export function getLatestReading(exchange: Exchange): Reply {
  const latest = latestReading(exchange.state, seriesOf(askedMeterReading(exchange)))
  return document(reading, { href: exchange.path, ...asked(exchange, latest).reading })
}

export function getReadingSetList(exchange: Exchange): Reply {
  const { state, path, query } = exchange
  const entry = askedMeterReading(exchange)
  const sets = readingSetsOf(state, seriesOf(entry))
  const { entries, ...counts } = pageOf(sets, query, ({ timePeriod }) => timePeriod.start)
  return document(readingSetList, {
    href: path,
    ...counts,
    ReadingSet: entries.map((set) => readingSetOf(entry, set)),
  })
}

export function getReadingSet(exchange: Exchange): Reply {
  return document(readingSet, readingSetOf(askedMeterReading(exchange), askedReadingSet(exchange)))
}

export function getReadingList(exchange: Exchange): Reply {
  const { path, query } = exchange
  const numbered = askedReadingSet(exchange).readings.map((one, index) => ({ href: `${path}/${index + 1}`, ...one }))
  const { entries, ...counts } = pageOf(numbered, query)
  return document(readingList, { href: path, ...counts, Reading: entries })
}

export function getReading(exchange: Exchange): Reply {
  const { readings } = askedReadingSet(exchange)
  const index = readings.findIndex((_, place) => String(place + 1) === exchange.params.reading)
  return document(reading, { href: exchange.path, ...asked(exchange, readings[index]) })
}

function usagePointOf(state: UtilityState, entry: UsagePointEntry): UsagePoint {
  const { number, lfdi, mRID, description, version, roleFlags, serviceCategoryKind, status } = entry
  return {
    href: usagePointHref(number),
    mRID,
    description,
    version,
    roleFlags,
    serviceCategoryKind,
    status,
    deviceLFDI: lfdi,
    MeterReadingListLink: {
      href: meterReadingListHref(number),
      all: state.at(METER_READINGS).group(String(number)).size,
    },
  }
}

function meterReadingOf(state: UtilityState, entry: MeterReadingEntry): MeterReading {
  const { mRID, description, version } = entry
  const href = meterReadingHref(entry)
  const series = seriesOf(entry)
  return {
    href,
    mRID,
    description,
    version,
    ReadingLink: latestReading(state, series) === undefined ? undefined : { href: `${href}/r` },
    ReadingSetListLink: { href: `${href}/rs`, all: state.at(READING_SETS).group(series).size },
    ReadingTypeLink: { href: `${href}/rt` },
  }
}

/** Its address has its mRID: that of a set which is replaced stays. */
function readingSetOf(
  entry: MeterReadingEntry,
  { mRID, description, version, timePeriod, readings }: ReadingSetEntry,
): ReadingSet {
  const href = `${meterReadingHref(entry)}/rs/${mRID}`
  return {
    href,
    mRID,
    description,
    version,
    timePeriod,
    ReadingListLink: { href: `${href}/r`, all: readings.length },
  }
}
