/** @module What a utility server is started with: plain data, so that it can be handed to a thread. */

import type { UtilitySettings } from '../utility/utility-settings.ts'
import type { ServerClock } from './server-clock.ts'

/** Which certificates of devices are taken: those of the profile, any of a trusted authority, or known self-signed too. */
export const DEVICE_CERTIFICATES = ['profile', 'lenient', 'self-signed'] as const
export type DeviceCertificates = (typeof DEVICE_CERTIFICATES)[number]

export interface ServerOptions {
  readonly host: string
  /** 0: one that is free. */
  readonly port: number
  readonly certificatesFolder: string
  /** Where it keeps what it holds. */
  readonly stateFolder: string
  readonly lenientCiphers: boolean
  readonly deviceCertificates: DeviceCertificates
  /** Whether meters and devices of the folder of certificates are registered by themselves. */
  readonly registerMeters: boolean
  /** JSON file of more devices; null for none. */
  readonly registryFile: string | null
  readonly utility: Omit<UtilitySettings, 'lfdi' | 'pinOf'>
  readonly clock: ServerClock
}
