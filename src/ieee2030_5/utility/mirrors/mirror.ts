/** @module A mirror: the usage point as its device sees it, to post to. */

import { type MirrorUsagePoint, mirrorUsagePoint, mirrorUsagePointList } from '../../model/mirror-usage-point.ts'
import type { Device } from '../device.ts'
import type { Exchange, Standing } from '../function-set.ts'
import { pageOf } from '../list-query.ts'
import { USAGE_POINTS, type UsagePointEntry, usagePointsOf } from '../metering/usage-point-entry.ts'
import { Refusal } from '../refusal.ts'
import { document, type Reply } from '../reply.ts'
import type { UtilitySettings } from '../utility-settings.ts'

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

export function getMirrorList({ state, settings, caller, path, query }: Exchange): Reply {
  const { entries, ...counts } = pageOf(usagePointsOf(state, caller.lfdi), query)
  return document(mirrorUsagePointList, {
    href: path,
    ...counts,
    pollRate: settings.pollRate,
    MirrorUsagePoint: entries.map((entry) => mirrorOf(entry, settings, caller.device)),
  })
}

export function getMirror(exchange: Exchange): Reply {
  const { settings, caller } = exchange
  return document(mirrorUsagePoint, mirrorOf(askedMirror(exchange), settings, caller.device))
}

/** Seconds between two posts: what an operator wants at this mirror, or of this device, or of all. */
export function postRateOf(
  { postRate }: UsagePointEntry,
  { postRate: usual }: UtilitySettings,
  device: Device | null,
): number {
  return postRate ?? device?.postRate ?? usual
}

/** The elements of the first level: what is measured is at the usage point. */
function mirrorOf(entry: UsagePointEntry, settings: UtilitySettings, device: Device | null): MirrorUsagePoint {
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
    postRate: postRateOf(entry, settings, device),
  }
}
