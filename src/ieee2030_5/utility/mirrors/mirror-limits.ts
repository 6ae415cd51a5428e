/** @module How much a device may mirror: nobody can fill the server alone. */

import { ERROR_REASON } from '../../model/error.ts'
import type { Exchange } from '../function-set.ts'
import { USAGE_POINTS } from '../metering/usage-point-entry.ts'
import { Refusal } from '../refusal.ts'

/** A meter has a site, perhaps a solar array and a battery. */
export const MOST_MIRRORS_OF_A_DEVICE = 16

/** A three-phase meter reports about thirty quantities. */
export const MOST_METER_READINGS_OF_A_MIRROR = 64

/** Whether a device can make one more mirror. */
export function hasRoom({ state, settings, caller }: Pick<Exchange, 'state' | 'settings' | 'caller'>): boolean {
  const mirrors = state.at(USAGE_POINTS)
  return mirrors.size < settings.mostMirrors && mirrors.group(caller.lfdi).size < MOST_MIRRORS_OF_A_DEVICE
}

/** More than the server will take. */
export function tooMuch(detail: string): Refusal {
  return new Refusal(413, detail, { reasonCode: ERROR_REASON.resourceLimit })
}
