/** @module A mirror: the usage point as its device sees it, to post to. */

import { type MirrorUsagePoint, mirrorUsagePoint, mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import { DEVICES } from '../device.ts'
import type { Exchange, Standing } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { USAGE_POINTS, type UsagePointEntry, usagePointsOf } from '../metering/usage-point-entry.ts'
import { pollRateOf, ratesOf } from '../rates.ts'
import { Refusal } from '../refusal.ts'
import { document, type Reply } from '../reply.ts'

export function mirrorHref(number: number): string {
  return `/mup/${number}`
}

/** A mirror is for the device that made it. */
export function mirrorStanding({ state, caller, params }: Exchange): Standing {
  const entry = state.at(USAGE_POINTS).get(params.mirror)
  if (entry === undefined) return 'hidden'
  return entry.lfdi === caller.lfdi ? 'own' : 'foreign'
}

export function askedMirror({ state, params, path }: Exchange): UsagePointEntry {
  const entry = state.at(USAGE_POINTS).get(params.mirror)
  if (entry === undefined) throw new Refusal(404, `${path}: there is no such mirror`)
  return entry
}

export function getMirrorList(exchange: Exchange): Reply {
  const { state, caller, path, query } = exchange
  const { entries, ...counts } = pageOf(usagePointsOf(state, caller.lfdi), query)
  return document(mirrorUsagePointList, {
    href: path,
    ...counts,
    pollRate: pollRateOf(exchange),
    MirrorUsagePoint: entries.map((entry) => mirrorOf(entry, postRateOf(exchange, entry))),
  })
}

export function getMirror(exchange: Exchange): Reply {
  const entry = askedMirror(exchange)
  return document(mirrorUsagePoint, mirrorOf(entry, postRateOf(exchange, entry)))
}

/** Seconds between two posts: what an operator wants at this mirror, or of its device, or of all. */
export function postRateOf(
  { state, settings }: Pick<Exchange, 'state' | 'settings'>,
  { postRate, lfdi }: UsagePointEntry,
): number {
  return postRate ?? state.at(DEVICES).get(lfdi)?.postRate ?? ratesOf({ state, settings }).postRate
}

/** The elements of the first level: what is measured is at the usage point. */
function mirrorOf(entry: UsagePointEntry, postRate: number): MirrorUsagePoint {
  const { number, lfdi, mRID, description, version, roleFlags, serviceCategoryKind, status } = entry
  return {
    href: mirrorHref(number),
    mRID,
    description,
    version,
    roleFlags,
    serviceCategoryKind,
    status,
    deviceLFDI: lfdi,
    MirrorMeterReading: [],
    postRate,
  }
}
