/** @module The meters of a fleet with their identities, as the folder of certificates has them. */

import { existsSync } from 'node:fs'
import type { Meter } from '../../campus/meter.ts'
import type { SettingOrigins } from '../../config/effective-settings.ts'
import type { Settings } from '../../config/settings.ts'
import { type Problem, UsageError } from '../../errors/problem.ts'
import { type CertificatePaths, certificatePaths } from '../pki/certificate-paths.ts'
import { sfdi } from '../pki/device-identifiers.ts'
import { readIdentity, readText } from '../pki/identity.ts'
import { readPinSecret } from '../pki/list-certificates.ts'
import { registrationPin } from '../pki/registration-pin.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import { type AgentMemory, NO_MEMORY } from './agent/agent-options.ts'
import { LENIENT_CIPHERS } from './connection/handshake-hint.ts'
import type { ClientIdentity, UtilityServer } from './connection/server-address.ts'
import type { FleetMeter } from './fleet/fleet.ts'

/** Missing identities that are named one by one. */
const MOST_NAMED = 3

type ServerSettings = Pick<Settings, 'certificatesFolder' | 'utilityServerCa' | 'utilityServerCiphers'>

/**
 * The server to speak to and what of it is trusted.
 *
 * @param url - its address
 * @throws UsageError when the authorities cannot be read
 */
export function utilityServer(url: string, settings: ServerSettings, origins: SettingOrigins): UtilityServer {
  const { utilityServerCa, utilityServerCiphers } = settings
  const path = utilityServerCa ?? certificatePaths(settings.certificatesFolder).authority.bundle
  return {
    url,
    ca: readAuthorities(path, utilityServerCa === null ? null : origins),
    ciphers: ciphersOf(utilityServerCiphers),
  }
}

function readAuthorities(path: string, origins: SettingOrigins | null): string {
  const fix = 'Make the certificates with the command certificates'
  if (!existsSync(path)) {
    const expected = 'the authorities of the utility server in PEM'
    throw new UsageError([
      origins === null
        ? { source: path, key: 'file', value: 'missing', expected, fix }
        : { ...origins.utilityServerCa, expected: `an existing file with ${expected}` },
    ])
  }
  const text = readText(path)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new UsageError([{ source: path, key: 'file', expected: 'certificates of authorities in PEM' }])
}

function ciphersOf(choice: string): string {
  if (choice === 'standard') return cipherList(false)
  return choice === 'lenient' ? LENIENT_CIPHERS : choice
}

export interface FleetSource {
  readonly certificatesFolder: string
  /** `own`, `any`, or six digits. */
  readonly pin: string
  readonly meters: readonly Meter[]
  readonly memories: ReadonlyMap<string, AgentMemory>
}

/**
 * Finds out whether every meter has an identity, without reading them.
 *
 * @throws UsageError with the command that makes those that are missing
 */
export function requireIdentities(folder: string, meterIds: readonly string[]): void {
  const paths = certificatePaths(folder)
  const missing = meterIds.filter((id) => !existsSync(paths.meter(id).chain))
  if (missing.length === 0) return
  const fix = existsSync(paths.authority.folder)
    ? 'certificates --add makes them'
    : 'certificates makes them, and all that is needed beside'
  const named = missing.slice(0, MOST_NAMED).join(', ')
  const rest = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : ''
  throw new UsageError([
    {
      source: paths.meters,
      key: 'certificates',
      value: `none of ${named}${rest}`,
      expected: 'one for every meter',
      fix,
    },
  ])
}

/** @throws UsageError with a problem for each identity that cannot be used */
export function loadFleet({ certificatesFolder, pin, meters, memories }: FleetSource): FleetMeter[] {
  requireIdentities(
    certificatesFolder,
    meters.map(({ meterId }) => meterId),
  )
  const paths = certificatePaths(certificatesFolder)
  const pinOf = pinRule(paths, pin)
  const problems: Problem[] = []
  const fleet = meters.flatMap((meter) => {
    try {
      const identity = readClientIdentity(paths, meter.meterId)
      return { meter, identity, pin: pinOf(identity.lfdi), memory: memories.get(meter.meterId) ?? NO_MEMORY }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  if (problems.length > 0) throw new UsageError(problems)
  return fleet
}

/** @throws UsageError when it cannot be used */
export function readClientIdentity(paths: CertificatePaths, meterId: string): ClientIdentity {
  const { chainPem, lfdi, privateKey } = readIdentity(paths.meter(meterId))
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { lfdi, sfdi: sfdi(lfdi), chainPem, keyPem }
}

/** Which PIN a device's server must have. */
function pinRule(paths: CertificatePaths, pin: string): (lfdi: string) => number | null {
  if (pin === 'any') return () => null
  if (pin !== 'own') return () => Number(pin)
  const secret = readPinSecret(paths)
  return (lfdi) => (secret === null ? null : registrationPin(secret, lfdi))
}
