/** @module The meter reading that a document is for: known by its mRID, or new with its type. */

import { ERROR_REASON } from '../../model/error.ts'
import type { MirrorMeterReading } from '../../model/mirror-usage-point.ts'
import type { ReadingType } from '../../model/reading-type.ts'
import type { Exchange } from '../function-set.ts'
import { dropValues, isReservedMrid } from '../metering/keep-values.ts'
import { METER_READINGS, type MeterReadingEntry, seriesOf } from '../metering/meter-reading-entry.ts'
import { USAGE_POINTS, type UsagePointEntry } from '../metering/usage-point-entry.ts'
import { Refusal } from '../refusal.ts'
import { MOST_METER_READINGS_OF_A_MIRROR, tooMuch } from './mirror-limits.ts'

/** What tells one measured quantity from another; how long an interval is does not. */
const QUANTITY = [
  'accumulationBehaviour',
  'commodity',
  'dataQualifier',
  'flowDirection',
  'kind',
  'phase',
  'powerOfTenMultiplier',
  'uom',
] as const

/**
 * Stores what a document says of its meter reading; what it does not say stays, since most documents only bring values.
 *
 * When something else is measured from now on, the values so far go: they would be read in the new unit.
 *
 * @throws Refusal when it belongs elsewhere, or the type is missing
 */
export function bindMeterReading(
  exchange: Exchange,
  mirror: UsagePointEntry,
  document: MirrorMeterReading,
): MeterReadingEntry {
  const { state } = exchange
  const type = typeOf(document)
  const before = state.at(METER_READINGS).get(document.mRID)
  const entry = before === undefined ? newEntry(state, mirror, document, type) : updatedEntry(before, document, type)
  if (before !== undefined) {
    if (before.usagePoint !== mirror.number) throw belongsElsewhere(exchange, before)
    if (isSame(entry, before)) return before
    if (!isSameQuantity(entry.readingType, before.readingType)) dropValues(state, seriesOf(before))
  }
  state.at(METER_READINGS).set(entry.mRID, entry)
  return entry
}

function typeOf({ mRID, ReadingType }: MirrorMeterReading): ReadingType | null {
  if (ReadingType === undefined) return null
  if (ReadingType.uom === undefined) throw wrong(mRID, 'a ReadingType with a uom')
  const { href: _href, ...type } = ReadingType
  return type
}

function newEntry(
  state: Exchange['state'],
  mirror: UsagePointEntry,
  { mRID, description, version }: MirrorMeterReading,
  readingType: ReadingType | null,
): MeterReadingEntry {
  if (readingType === null) throw wrong(mRID, 'a ReadingType, since it is new')
  if (isReservedMrid(mRID)) throw wrong(mRID, 'an mRID that is not reserved')
  const number = state.at(METER_READINGS).group(String(mirror.number)).size + 1
  if (number > MOST_METER_READINGS_OF_A_MIRROR) {
    throw tooMuch(`MirrorMeterReading ${mRID}: a mirror has at most ${MOST_METER_READINGS_OF_A_MIRROR} of them`)
  }
  return { usagePoint: mirror.number, number, mRID, description, version, readingType }
}

function updatedEntry(
  before: MeterReadingEntry,
  { description = before.description, version = before.version }: MirrorMeterReading,
  readingType: ReadingType | null,
): MeterReadingEntry {
  return { ...before, description, version, readingType: readingType ?? before.readingType }
}

function isSame(a: MeterReadingEntry, b: MeterReadingEntry): boolean {
  return (
    a.description === b.description &&
    a.version === b.version &&
    // written in the order of the schema, both of them
    (a.readingType === b.readingType || JSON.stringify(a.readingType) === JSON.stringify(b.readingType))
  )
}

/** What is absent is not applicable, which is 0. */
function isSameQuantity(a: ReadingType, b: ReadingType): boolean {
  return QUANTITY.every((name) => (a[name] ?? 0) === (b[name] ?? 0))
}

function wrong(mRID: string, expected: string): Refusal {
  return new Refusal(400, `MirrorMeterReading ${mRID}: expected ${expected}`, { reasonCode: ERROR_REASON.value })
}

/** Nothing is said of what another device has. */
function belongsElsewhere({ state, caller }: Exchange, { mRID, usagePoint }: MeterReadingEntry): Refusal {
  const own = state.at(USAGE_POINTS).get(String(usagePoint))?.lfdi === caller.lfdi
  if (own) return wrong(mRID, `an mRID that is not at another mirror, /mup/${usagePoint}`)
  return new Refusal(404, `MirrorMeterReading ${mRID}: it is at a mirror of another device`)
}
