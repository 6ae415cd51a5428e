/** @module The address of the utility server, looked for where the settings say so. */

import type { SettingOrigins } from '../config/effective-settings.ts'
import type { Settings } from '../config/settings.ts'
import { DISCOVER } from '../config/value-kinds.ts'
import { discoverServer } from '../ieee2030_5/client/discover-server.ts'
import { readClientIdentity, utilityServer } from '../ieee2030_5/client/load-fleet.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'

/**
 * @param url - an address, which is taken as it is, or the word to look for one
 * @param meterId - the meter that tries what is found
 * @throws UsageError when none is found, or the meter has no identity
 */
export async function discoveredUrl(
  url: string,
  settings: Settings,
  origins: SettingOrigins,
  meterId: string,
): Promise<string> {
  if (url !== DISCOVER) return url
  const identity = readClientIdentity(certificatePaths(settings.certificatesFolder), meterId)
  const { source, key } = origins.utilityServerUrl
  return discoverServer({ trusted: utilityServer(url, settings, origins), identity, origin: { source, key } })
}
