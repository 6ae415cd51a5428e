/** @module Who is let in, and who no longer is. */

import { sfdi } from '../pki/sfdi.ts'
import { DEVICES, type Device } from './device.ts'
import type { FunctionSet } from './function-set.ts'
import { nextNumber, type UtilityState } from './utility-state.ts'

/** What has to be known of a device that is entered. */
export interface NewDevice {
  readonly lfdi: string
  readonly pin: number
  readonly meterId?: string
  readonly postRate?: number | null
  readonly deviceCategory?: number | null
}

/** Enters a device that is not there yet. */
export function registerDevice(
  state: UtilityState,
  { lfdi, pin, meterId = '', postRate = null, deviceCategory = null }: NewDevice,
  now: number,
): Device {
  const device: Device = {
    lfdi,
    sfdi: sfdi(lfdi),
    number: nextNumber(state, 'edev'),
    pin,
    registeredAt: now,
    changedAt: now,
    enabled: true,
    postRate,
    deviceCategory,
    meterId,
  }
  state.at(DEVICES).set(lfdi, device)
  return device
}

/** Takes a device out, with all that belongs to it. */
export function removeDevice(state: UtilityState, device: Device, functionSets: readonly FunctionSet[]): void {
  for (const functionSet of functionSets) {
    functionSet.forget?.(state, device)
  }
  state.at(DEVICES).delete(device.lfdi)
}
