/** @module What an address of the usage point tree names, and who may see it. */

import type { Exchange, Standing } from '../function-set.ts'
import { Refusal } from '../refusal.ts'
import { METER_READINGS, type MeterReadingEntry, seriesOf } from './meter-reading-entry.ts'
import { READING_SETS, type ReadingSetEntry, readingSetKey } from './reading-set-entry.ts'
import { USAGE_POINTS, type UsagePointEntry } from './usage-point-entry.ts'

/** A usage point is for the device that made it. */
export function usagePointStanding({ state, caller, params }: Exchange): Standing {
  const entry = state.at(USAGE_POINTS).get(params.usagePoint)
  if (entry === undefined) return 'hidden'
  return entry.lfdi === caller.lfdi ? 'own' : 'foreign'
}

/** @throws Refusal when what the address names is not there */
export function asked<Entry>({ path }: Exchange, entry: Entry | undefined): Entry {
  if (entry === undefined) throw new Refusal(404, `${path}: there is no such resource`)
  return entry
}

export function askedUsagePoint(exchange: Exchange): UsagePointEntry {
  return asked(exchange, exchange.state.at(USAGE_POINTS).get(exchange.params.usagePoint))
}

export function askedMeterReading(exchange: Exchange): MeterReadingEntry {
  const { state, params } = exchange
  for (const entry of state.at(METER_READINGS).group(params.usagePoint).values()) {
    if (String(entry.number) === params.meterReading) return entry
  }
  return asked<MeterReadingEntry>(exchange, undefined)
}

export function askedReadingSet(exchange: Exchange): ReadingSetEntry {
  const series = seriesOf(askedMeterReading(exchange))
  const key = readingSetKey({ series, mRID: exchange.params.readingSet })
  return asked(exchange, exchange.state.at(READING_SETS).get(key))
}
