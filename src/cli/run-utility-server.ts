/** @module The utility server of a live run: in a thread of its own, on the run's time. */

import type { Settings, Site } from '../config/settings.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'
import { serverOptions } from '../ieee2030_5/server/server-options.ts'
import {
  type ServerThreadObserver,
  startUtilityServer,
  type UtilityServerThread,
} from '../ieee2030_5/server/server-thread.ts'
import { hasServerCertificate } from '../ieee2030_5/server/trusted-certificates.ts'
import type { RunClock } from '../time/run-clock.ts'

/** Whether a run has one: where it is told to, or where there are the certificates for it. */
export function wantsUtilityServer({ server, utilityServer, certificatesFolder }: Settings): boolean {
  if (!server || utilityServer === 'off') return false
  return utilityServer === 'on' || hasServerCertificate(certificatePaths(certificatesFolder))
}

/**
 * Starts it.
 *
 * @param clock - the time to begin with
 * @throws UsageError when certificates, port or state cannot be used
 */
export function openRunUtilityServer(
  settings: Settings,
  site: Site,
  clock: RunClock,
  observer: ServerThreadObserver,
): Promise<UtilityServerThread> {
  return startUtilityServer(serverOptions(settings, site.timeZone, clock), observer)
}
