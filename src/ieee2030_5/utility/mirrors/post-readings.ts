/** @module New data for a mirror: one meter reading, or a list of them. */

import { ERROR_REASON } from '../../model/error.ts'
import { mirrorMeterReading, mirrorMeterReadingList } from '../../model/mirror-usage-point.ts'
import type { Exchange } from '../function-set.ts'
import { meterReadingHref, meterReadingListHref } from '../metering/meter-reading-entry.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, type Reply } from '../reply.ts'
import { askedMirror } from './mirror.ts'
import { takeMeterReadings } from './take-meter-readings.ts'

/** The location is that of the copy at the usage point: of the meter reading, or of all of them after a list. */
export function postMeterReadings(exchange: Exchange): Reply {
  const mirror = askedMirror(exchange)
  const body = exchange.body([mirrorMeterReading, mirrorMeterReadingList])
  const documents = body.kind === 'MirrorMeterReading' ? [body.value] : body.value.MirrorMeterReading
  if (documents.length === 0) {
    throw new Refusal(400, 'MirrorMeterReadingList: expected at least one MirrorMeterReading', {
      reasonCode: ERROR_REASON.value,
    })
  }
  const { entries, anyNew } = takeMeterReadings(exchange, mirror, documents)
  const location =
    body.kind === 'MirrorMeterReading' ? meterReadingHref(entries[0]) : meterReadingListHref(mirror.number)
  return anyNew ? created(location) : changed(location)
}
