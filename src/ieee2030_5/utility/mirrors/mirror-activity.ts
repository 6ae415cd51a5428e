/** @module When something was last posted to a mirror. */

import type { CollectionKey, UtilityState } from '../utility-state.ts'

/** Times [s since 1970 UTC] by the mirror's number; apart from the mirror, which changes seldom. */
export const MIRROR_ACTIVITY: CollectionKey<number> = { name: 'mirrorActivity' }

export function noteActivity(state: UtilityState, mirror: number, now: number): void {
  const activity = state.at(MIRROR_ACTIVITY)
  const key = String(mirror)
  if (activity.get(key) !== now) activity.set(key, now)
}
