/** @module What a utility server is started with: plain data, so that it can be handed to a thread. */

import { dirname, join } from 'node:path'
import type { DeviceCertificates, Settings } from '../../config/settings.ts'
import { type RunClock, WALL_CLOCK } from '../../time/run-clock.ts'
import { TIME_QUALITY } from '../model/time.ts'
import type { UtilitySettings } from '../utility/utility-settings.ts'

export interface ServerOptions {
  readonly host: string
  /** 0: one that is free. */
  readonly port: number
  readonly certificatesFolder: string
  /** Where it keeps what it holds. */
  readonly stateFolder: string
  readonly lenientCiphers: boolean
  /** Whether it is announced on the networks it listens on. */
  readonly discovery: boolean
  readonly deviceCertificates: DeviceCertificates
  /** Whether meters and devices of the folder of certificates are registered by themselves. */
  readonly registerMeters: boolean
  /** JSON file of more devices; null for none. */
  readonly registryFile: string | null
  readonly utility: Omit<UtilitySettings, 'lfdi' | 'pinOf'>
  readonly clock: RunClock
}

/** Three mirrors each for some ten thousand meters. */
const MOST_MIRRORS = 50_000
/** @see IEEE Std 2030.5-2018, 10.11.3: an idle mirror may go after three days. */
const MIRROR_IDLE_SECONDS = 72 * 3600
/** A run that begins now begins at its last interval [ms]. */
const WALL_TOLERANCE_MS = 60_000
/** Two days of quarters of an hour. */
const MOST_READING_SETS = 192

/** The folder of what the utility server holds: as set, or `utility` beside the output file. */
export function utilityStateFolder({
  utilityStateFolder: folder,
  outputFile,
}: Pick<Settings, 'utilityStateFolder' | 'outputFile'>): string {
  return folder ?? join(dirname(outputFile), 'utility')
}

/**
 * What the settings say.
 *
 * @param timeZone - of the site
 * @param clock - the wall's, unless time is simulated
 */
export function serverOptions(settings: Settings, timeZone: string, clock: RunClock = WALL_CLOCK): ServerOptions {
  return {
    host: settings.utilityHost,
    port: settings.ieee2030Port,
    certificatesFolder: settings.certificatesFolder,
    stateFolder: utilityStateFolder(settings),
    lenientCiphers: settings.lenientCiphers,
    discovery: settings.utilityDiscovery,
    deviceCertificates: settings.deviceCertificates,
    registerMeters: settings.registerMeters,
    registryFile: settings.utilityRegistryFile,
    utility: {
      enterpriseNumber: settings.enterpriseNumber,
      timeZone,
      timeQuality: isOfTheWall(clock) ? TIME_QUALITY.manualOrLevel4 : TIME_QUALITY.uncoordinated,
      pollRate: settings.pollRateSeconds,
      postRate: settings.postRateSeconds,
      inBandRegistration: settings.inBandRegistration,
      mostMirrors: MOST_MIRRORS,
      mirrorIdleSeconds: MIRROR_IDLE_SECONDS,
      mostReadingSets: MOST_READING_SETS,
      notificationHosts: settings.notificationHosts === 'none' ? [] : settings.notificationHosts.split(','),
    },
    clock,
  }
}

/** At speed 1 from now on, simulated time is that of the wall. */
function isOfTheWall({ anchorWallMs, anchorSimulatedMs, speed }: RunClock): boolean {
  return speed === 1 && Math.abs(anchorSimulatedMs - anchorWallMs) < WALL_TOLERANCE_MS
}
