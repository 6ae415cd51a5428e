/**
 * @module Mirrors to which nothing has been posted for long: they go, and operators can see which.
 *
 * @see IEEE Std 2030.5-2018, 10.11.3: a server may remove a mirror that is not used, after 72 h for example
 */

import { USAGE_POINTS, type UsagePointEntry } from '../metering/usage-point-entry.ts'
import type { OperationContext } from '../operation.ts'
import type { CollectionKey } from '../utility-state.ts'
import { MIRROR_ACTIVITY } from './mirror-activity.ts'
import { removeMirror } from './remove-mirror.ts'

/** More than this are not remembered. */
const MOST_REMEMBERED = 100

/** A mirror that is gone; times in seconds since 1970 UTC. */
export interface ExpiredMirror extends Pick<UsagePointEntry, 'number' | 'lfdi' | 'mRID' | 'description'> {
  readonly lastPostAt: number
  readonly expiredAt: number
}

/** By the number it had, the latest last. */
export const EXPIRED_MIRRORS: CollectionKey<ExpiredMirror> = { name: 'expiredMirrors' }

/** When the server was there, by looks that are not too far apart; times in seconds since 1970 UTC. */
export interface Watch {
  readonly since: number
  readonly lastLook: number
}

/** One entry, `mirrors`. */
export const MIRROR_WATCH: CollectionKey<Watch> = { name: 'mirrorWatch' }

/** Shares of the idle time: a look is written down after the first, and the server was away when it is past the second. */
const NOTED_AFTER = 1 / 20
const AWAY_AFTER = 1 / 4

/** Takes idle mirrors away; nobody could post while the server was not there, so its absence does not count. */
export function expireMirrors(context: OperationContext): void {
  const { state, settings, now } = context
  const since = watchedSince(context)
  const activity = state.at(MIRROR_ACTIVITY)
  const expired = state.at(EXPIRED_MIRRORS)
  for (const { number, lfdi, mRID, description } of state.at(USAGE_POINTS).values()) {
    const lastPostAt = activity.get(String(number)) ?? now
    if (now - Math.max(lastPostAt, since) <= settings.mirrorIdleSeconds) continue
    removeMirror(state, number)
    expired.set(String(number), { number, lfdi, mRID, description, lastPostAt, expiredAt: now })
  }
  for (const [key] of expired.entries()) {
    if (expired.size <= MOST_REMEMBERED) break
    expired.delete(key)
  }
}

function watchedSince({ state, settings, now }: OperationContext): number {
  const watches = state.at(MIRROR_WATCH)
  const before = watches.get('mirrors')
  if (before === undefined || now - before.lastLook > AWAY_AFTER * settings.mirrorIdleSeconds) {
    watches.set('mirrors', { since: now, lastLook: now })
    return now
  }
  const isDue = now - before.lastLook > NOTED_AFTER * settings.mirrorIdleSeconds
  if (isDue) watches.set('mirrors', { since: before.since, lastLook: now })
  return before.since
}
