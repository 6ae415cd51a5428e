/** @module The identities in a folder of certificates, by the names IEEE 2030.5 knows them by. */

import { existsSync, readdirSync } from 'node:fs'
import { UsageError } from '../../errors/problem.ts'
import { type CertificatePaths, idOfFileName } from './certificate-paths.ts'
import { lfdi, sfdi } from './device-identifiers.ts'
import { readCertificate, readText, requirePrivate } from './identity.ts'
import { registrationPin } from './registration-pin.ts'

export interface ListedCertificate {
  readonly kind: 'server' | 'meter' | 'device'
  /** Id of a meter, name of another's device. */
  readonly name: string
  readonly lfdi: string
  readonly sfdi: number
  /** By which it recognises the server it is registered with; null while there is no secret. */
  readonly pin: number | null
  /** [ms since 1970 UTC] */
  readonly notAfterMs: number
}

const DEVICE_FILE = '.pem'

const inOrder = new Intl.Collator('en', { numeric: true })

/**
 * The server, then meters and devices of others, each by name.
 *
 * @throws UsageError when one cannot be read
 */
export function listCertificates(paths: CertificatePaths): ListedCertificate[] {
  const secret = readPinSecret(paths)
  const listed = (kind: ListedCertificate['kind'], name: string, path: string): ListedCertificate => {
    const { raw, validTo } = readCertificate(path)
    const longForm = lfdi(raw)
    const pin = secret === null || kind === 'server' ? null : registrationPin(secret, longForm)
    return { kind, name, lfdi: longForm, sfdi: sfdi(longForm), pin, notAfterMs: Date.parse(validTo) }
  }
  return [
    ...(existsSync(paths.server.chain) ? [listed('server', 'server', paths.server.chain)] : []),
    ...meterNames(paths).map((id) => listed('meter', id, paths.meter(id).chain)),
    ...deviceNames(paths).map((name) => listed('device', name, paths.device(name))),
  ]
}

/**
 * The secret PINs follow from.
 *
 * @returns null when there is none yet
 */
export function readPinSecret({ pinSecret }: CertificatePaths): Uint8Array | null {
  if (!existsSync(pinSecret)) return null
  const text = readText(pinSecret).trim()
  requirePrivate(pinSecret, 'chmod 600')
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new UsageError([{ source: pinSecret, key: 'file', expected: '64 hex digits', fix: 'Restore it from a copy' }])
  }
  return Buffer.from(text, 'hex')
}

/** Ids of the meters that have a folder; what is not named for an id is not ours. */
export function meterNames({ meters }: CertificatePaths): string[] {
  if (!existsSync(meters)) return []
  return readdirSync(meters, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => idOfFileName(name) ?? [])
    .sort(inOrder.compare)
}

/** Names of the devices of others. */
export function deviceNames({ devices }: CertificatePaths): string[] {
  if (!existsSync(devices)) return []
  return readdirSync(devices)
    .filter((file) => file.endsWith(DEVICE_FILE))
    .flatMap((file) => idOfFileName(file.slice(0, -DEVICE_FILE.length)) ?? [])
    .sort(inOrder.compare)
}
