/**
 * @module Mirrors that are made and changed by their devices.
 *
 * @see IEEE Std 2030.5-2018, 10.11.3 (rules of the metering mirror)
 */

import { ERROR_REASON } from '../../model/error.ts'
import { type MirrorUsagePoint, mirrorUsagePoint } from '../../model/mirror-usage-point.ts'
import type { Exchange } from '../function-set.ts'
import { isReservedMrid } from '../metering/keep-values.ts'
import { USAGE_POINTS, type UsagePointEntry } from '../metering/usage-point-entry.ts'
import { Refusal } from '../refusal.ts'
import { changed, created, type Reply } from '../reply.ts'
import { nextNumber, type UtilityState } from '../utility-state.ts'
import { askedMirror, mirrorHref } from './mirror.ts'
import { hasRoom, tooMuch } from './mirror-limits.ts'
import { removeMirror } from './remove-mirror.ts'
import { takeMeterReadings } from './take-meter-readings.ts'

/** Makes a mirror, or changes the one that the device has made with this mRID before. */
export function postMirror(exchange: Exchange): Reply {
  const { state, caller } = exchange
  const { value } = exchange.body([mirrorUsagePoint])
  checkIdentity(exchange, value)
  const before = mirrorWithMrid(state, caller.lfdi, value.mRID)
  if (before === null && !hasRoom(exchange)) throw tooMuch(`mirror ${value.mRID}: there is no room for another one`)
  const number = before?.number ?? nextNumber(state, 'mirrors')
  storeMirror(exchange, { number, postRate: before?.postRate ?? null }, value)
  return before === null ? created(mirrorHref(number)) : changed(mirrorHref(number))
}

/** Changes a mirror, which keeps its mRID. */
export function putMirror(exchange: Exchange): Reply {
  const before = askedMirror(exchange)
  const { value } = exchange.body([mirrorUsagePoint])
  checkIdentity(exchange, value)
  if (value.mRID !== before.mRID) throw wrongMrid(value.mRID, `${before.mRID}, the one of ${exchange.path}`)
  storeMirror(exchange, before, value)
  return changed()
}

/** Takes a mirror away, and its usage point. */
export function deleteMirror(exchange: Exchange): Reply {
  removeMirror(exchange.state, askedMirror(exchange).number)
  return changed()
}

function checkIdentity({ caller }: Exchange, { mRID, deviceLFDI }: MirrorUsagePoint): void {
  if (deviceLFDI !== caller.lfdi) {
    throw new Refusal(403, `deviceLFDI = ${deviceLFDI}: expected ${caller.lfdi}, the one of the certificate`)
  }
  if (isReservedMrid(mRID)) throw wrongMrid(mRID, 'one that is not reserved')
}

function wrongMrid(mRID: string, expected: string): Refusal {
  return new Refusal(400, `MirrorUsagePoint/mRID = ${mRID}: expected ${expected}`, { reasonCode: ERROR_REASON.value })
}

function mirrorWithMrid(state: UtilityState, lfdi: string, mRID: string): UsagePointEntry | null {
  for (const entry of state.at(USAGE_POINTS).group(lfdi).values()) {
    if (entry.mRID === mRID) return entry
  }
  return null
}

/** The device says all but how often it posts: it may propose that, and the server decides. */
function storeMirror(
  exchange: Exchange,
  { number, postRate }: Pick<UsagePointEntry, 'number' | 'postRate'>,
  document: MirrorUsagePoint,
): void {
  const { mRID, description, version, roleFlags, serviceCategoryKind, status } = document
  const { lfdi } = exchange.caller
  const entry = { number, lfdi, mRID, description, version, roleFlags, serviceCategoryKind, status, postRate }
  exchange.state.at(USAGE_POINTS).set(String(number), entry)
  takeMeterReadings(exchange, entry, document.MirrorMeterReading)
}
