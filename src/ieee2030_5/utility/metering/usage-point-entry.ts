/** @module A usage point: where something is metered, as the device said that mirrors itself there. */

import type { UsagePoint } from '../../model/usage-point.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'

/** A usage point and its mirror are one thing at two addresses, `/upt/{number}` and `/mup/{number}`. */
export interface UsagePointEntry
  extends Pick<UsagePoint, 'mRID' | 'description' | 'version' | 'roleFlags' | 'serviceCategoryKind' | 'status'> {
  readonly number: number
  /** Who made it, and is alone allowed to see and change it. */
  readonly lfdi: string
  /** Seconds between two posts that an operator wants here; null for the device's or the server's own. */
  readonly postRate: number | null
}

/** By number, in groups by LFDI. */
export const USAGE_POINTS: CollectionKey<UsagePointEntry> = { name: 'usagePoints', groupOf: ({ lfdi }) => lfdi }

/** All that a device has made, in the order of the list: mRID descending. */
export function usagePointsOf(state: UtilityState, lfdi: string): UsagePointEntry[] {
  const entries = [...state.at(USAGE_POINTS).group(lfdi).values()]
  return entries.sort((a, b) => (a.mRID < b.mRID ? 1 : -1))
}

export function usagePointHref(number: number): string {
  return `/upt/${number}`
}
