/** @module The utility server of a live run: in a thread of its own, on the run's time. */

import type { Settings, Site } from '../config/settings.ts'
import { certificatePaths } from '../ieee2030_5/pki/certificate-paths.ts'
import type { ServerClock } from '../ieee2030_5/server/server-clock.ts'
import { serverOptions } from '../ieee2030_5/server/server-options.ts'
import {
  type ServerThreadObserver,
  startUtilityServer,
  type UtilityServerThread,
} from '../ieee2030_5/server/server-thread.ts'
import { hasServerCertificate } from '../ieee2030_5/server/trusted-certificates.ts'
import type { RunProgress } from '../run/run-observer.ts'

/** A thread is told of the run's time when its own is further off than this [ms]. */
const TOLERANCE_MS = 500

export interface RunUtilityServer {
  readonly thread: UtilityServerThread
  onTick(progress: RunProgress): void
}

/** Whether a run has one: where it is told to, or where there are the certificates for it. */
export function wantsUtilityServer({ server, utilityServer, certificatesFolder }: Settings): boolean {
  if (!server || utilityServer === 'off') return false
  return utilityServer === 'on' || hasServerCertificate(certificatePaths(certificatesFolder))
}

/**
 * Starts it.
 *
 * @param startMs - the time to begin with [ms since 1970 UTC]; every tick puts it right
 * @throws UsageError when certificates, port or state cannot be used
 */
export async function openRunUtilityServer(
  settings: Settings,
  site: Site,
  startMs: number,
  observer: ServerThreadObserver,
): Promise<RunUtilityServer> {
  const { speed, intervalSeconds } = settings
  let clock: ServerClock = { wallMs: Date.now(), simulatedMs: startMs, speed }
  const thread = await startUtilityServer(serverOptions(settings, site.timeZone, clock), observer)
  return {
    thread,
    onTick({ simulation }) {
      const wallMs = Date.now()
      const simulatedMs = simulation.startMs + simulation.tick * intervalSeconds * 1000
      const expectedMs = clock.simulatedMs + (wallMs - clock.wallMs) * speed
      if (Math.abs(simulatedMs - expectedMs) <= TOLERANCE_MS * Math.max(1, speed)) return
      clock = { wallMs, simulatedMs, speed }
      thread.setClock(clock)
    },
  }
}
