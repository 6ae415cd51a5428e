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

export function expireMirrors({ state, settings, now }: OperationContext): void {
  const activity = state.at(MIRROR_ACTIVITY)
  const expired = state.at(EXPIRED_MIRRORS)
  for (const { number, lfdi, mRID, description } of state.at(USAGE_POINTS).values()) {
    const lastPostAt = activity.get(String(number)) ?? now
    if (now - lastPostAt <= settings.mirrorIdleSeconds) continue
    removeMirror(state, number)
    expired.set(String(number), { number, lfdi, mRID, description, lastPostAt, expiredAt: now })
  }
  for (const [key] of expired.entries()) {
    if (expired.size <= MOST_REMEMBERED) break
    expired.delete(key)
  }
}
