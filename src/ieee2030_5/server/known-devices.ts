/** @module Enters the devices that are known from the start. */

import type { CertificatePaths } from '../pki/certificate-paths.ts'
import { listCertificates } from '../pki/list-certificates.ts'
import { DEVICES, REMOVED_DEVICES } from '../utility/device.ts'
import { registerDevice, removeDevice } from '../utility/device-registry.ts'
import { FUNCTION_SETS } from '../utility/function-sets.ts'
import type { UtilitySettings } from '../utility/utility-settings.ts'
import type { UtilityState } from '../utility/utility-state.ts'
import { type ListedDevice, readRegistryFile } from './registry-file.ts'

/** Those of the folder of certificates, the server itself left out. */
export function certifiedDevices(paths: CertificatePaths): readonly ListedDevice[] {
  return listCertificates(paths)
    .filter(({ kind }) => kind !== 'server')
    .map(({ lfdi, pin, name }) => ({ lfdi, pin, name, postRate: null }))
}

/** Those of a registry file; none without one. */
export function listedDevices(path: string | null): readonly ListedDevice[] {
  return path === null ? [] : readRegistryFile(path)
}

/**
 * Enters those that are not there; whom operators have removed stays out, whatever the lists say. A meter that has got a
 * new certificate is not let in with the old one any more.
 */
export function registerKnown(
  state: UtilityState,
  listed: readonly ListedDevice[],
  { pinOf }: Pick<UtilitySettings, 'pinOf'>,
  now: number,
): void {
  const before = new Map([...state.at(DEVICES).values()].map((device) => [device.meterId, device]))
  for (const { lfdi, pin, name, postRate } of listed) {
    const replaced = name === '' ? undefined : before.get(name)
    if (replaced !== undefined && replaced.lfdi !== lfdi) removeDevice(state, replaced, FUNCTION_SETS)
    if (state.at(DEVICES).get(lfdi) !== undefined || state.at(REMOVED_DEVICES).get(lfdi) !== undefined) continue
    registerDevice(state, { lfdi, pin: pin ?? pinOf(lfdi), meterId: name, postRate }, now)
  }
}
