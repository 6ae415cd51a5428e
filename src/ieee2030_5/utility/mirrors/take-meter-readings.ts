/**
 * @module Data that comes in, bound to its meter reading by mRID.
 *
 * @see IEEE Std 2030.5-2018, 10.11.3 (rules of the metering mirror)
 */

import type { MirrorMeterReading } from '../../model/mirror-usage-point.ts'
import type { Reading } from '../../model/reading.ts'
import type { Exchange } from '../function-set.ts'
import { keepReading, keepReadingSet, MOST_READINGS_OF_A_SET } from '../metering/keep-values.ts'
import { METER_READINGS, type MeterReadingEntry, seriesOf } from '../metering/meter-reading-entry.ts'
import { inReadingOrder } from '../metering/reading-set-entry.ts'
import type { UsagePointEntry } from '../metering/usage-point-entry.ts'
import { bindMeterReading } from './bind-meter-reading.ts'
import { noteActivity } from './mirror-activity.ts'
import { tooMuch } from './mirror-limits.ts'

/**
 * Stores the data of a document.
 *
 * @returns the meter readings that it is for, one for each part, and whether any of them is new
 * @throws Refusal when any of it cannot be taken
 */
export function takeMeterReadings(
  exchange: Exchange,
  mirror: UsagePointEntry,
  documents: readonly MirrorMeterReading[],
): { readonly entries: readonly MeterReadingEntry[]; readonly anyNew: boolean } {
  const meterReadings = exchange.state.at(METER_READINGS)
  const before = meterReadings.size
  const entries = documents.map((document) => {
    const entry = bindMeterReading(exchange, mirror, document)
    takeValues(exchange, entry, document)
    return entry
  })
  noteActivity(exchange.state, mirror.number, exchange.now)
  return { entries, anyNew: meterReadings.size > before }
}

function takeValues(
  { state, settings, now }: Exchange,
  entry: MeterReadingEntry,
  { MirrorReadingSet, Reading: reading, lastUpdateTime }: MirrorMeterReading,
): void {
  const series = seriesOf(entry)
  const retention = { mostReadingSets: settings.mostReadingSets, now }
  for (const { mRID, description, version, timePeriod, Reading } of MirrorReadingSet) {
    if (Reading.length > MOST_READINGS_OF_A_SET) {
      throw tooMuch(`MirrorReadingSet ${mRID}: ${Reading.length} readings: expected at most ${MOST_READINGS_OF_A_SET}`)
    }
    const readings = inReadingOrder(Reading.map(contentOf))
    keepReadingSet(state, { series, mRID, description, version, timePeriod, readings }, retention)
  }
  if (reading !== undefined) {
    const start = reading.timePeriod?.start ?? lastUpdateTime ?? now
    keepReading(state, { series, start, reading: contentOf(reading) }, retention)
  }
}

/** A reading without what only the sender's copy of it has. */
function contentOf(reading: Reading): Reading {
  if (reading.href === undefined && reading.subscribable === undefined) return reading
  const { href: _href, subscribable: _subscribable, ...content } = reading
  return content
}
