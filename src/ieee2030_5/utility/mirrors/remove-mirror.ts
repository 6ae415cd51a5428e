/** @module A mirror goes, and with it the usage point and everything that was measured there. */

import { dropValues } from '../metering/keep-values.ts'
import { METER_READINGS, seriesOf } from '../metering/meter-reading-entry.ts'
import { USAGE_POINTS } from '../metering/usage-point-entry.ts'
import type { UtilityState } from '../utility-state.ts'
import { MIRROR_ACTIVITY } from './mirror-activity.ts'

/** @returns whether it was there */
export function removeMirror(state: UtilityState, number: number): boolean {
  const key = String(number)
  const meterReadings = state.at(METER_READINGS)
  for (const entry of meterReadings.group(key).values()) {
    dropValues(state, seriesOf(entry))
    meterReadings.delete(entry.mRID)
  }
  state.at(MIRROR_ACTIVITY).delete(key)
  return state.at(USAGE_POINTS).delete(key)
}

/** All mirrors of a device. */
export function removeMirrorsOf(state: UtilityState, lfdi: string): void {
  for (const { number } of state.at(USAGE_POINTS).group(lfdi).values()) removeMirror(state, number)
}
