/** @module How often devices look and post: as the server was started with, or as operators have said since. */

import type { UtilitySettings } from './utility-settings.ts'
import type { CollectionKey, UtilityState } from './utility-state.ts'

/** Seconds between two polls, and between two posts of a device that has no rate of its own. */
export interface Rates {
  readonly pollRate: number
  readonly postRate: number
}

/** One entry, `current`, once operators have changed them. */
export const RATES: CollectionKey<Rates> = { name: 'rates' }

interface Server {
  readonly state: UtilityState
  readonly settings: UtilitySettings
}

export function ratesOf({ state, settings: { pollRate, postRate } }: Server): Rates {
  return state.at(RATES).get('current') ?? { pollRate, postRate }
}

/** [s] */
export function pollRateOf(server: Server): number {
  return ratesOf(server).pollRate
}
