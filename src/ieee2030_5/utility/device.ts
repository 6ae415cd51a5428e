/** @module A device in the server's registry: who may come in. */

import type { CollectionKey, UtilityState } from './utility-state.ts'

export interface Device {
  /** 40 upper-case digits, from its certificate. */
  readonly lfdi: string
  readonly sfdi: number
  /** Number in its address, `/edev/{number}`. */
  readonly number: number
  readonly pin: number
  /** Registered, last changed [s since 1970 UTC]. */
  readonly registeredAt: number
  readonly changedAt: number
  /** False while it is known but not let in. */
  readonly enabled: boolean
  /** Seconds between two posts; the server's own setting when null. */
  readonly postRate: number | null
  /** Bits of what kind of device it is, as it says itself; null when it has not. */
  readonly deviceCategory: number | null
  /** What operators know it by: its meter; empty for others. */
  readonly meterId: string
}

/** Who asks: the holder of a certificate that one of the trusted authorities has issued. */
export interface Caller {
  readonly lfdi: string
  readonly sfdi: number
  /** Its entry in the registry; null for one that is not registered, or not enabled. */
  readonly device: Device | null
}

/** By LFDI. */
export const DEVICES: CollectionKey<Device> = { name: 'devices', groupOf: ({ number }) => String(number) }

/** Devices that operators have removed, by LFDI, and when [s]: no list enters them again at the next start. */
export const REMOVED_DEVICES: CollectionKey<number> = { name: 'removed-devices' }

/** The device with a number in its address. */
export function deviceByNumber(state: UtilityState, number: string): Device | undefined {
  for (const device of state.at(DEVICES).group(number).values()) return device
  return undefined
}
