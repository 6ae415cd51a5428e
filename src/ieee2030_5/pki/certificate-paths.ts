/** @module Where certificates and keys lie in the folder of certificates. */

import { join } from 'node:path'

/** A certificate with its key: what a server or a client presents. */
export interface IdentityPaths {
  readonly folder: string
  /** The certificate, and behind it those of the authorities below the root. */
  readonly chain: string
  readonly key: string
}

/** The identity of a meter, which has its certificate alone in DER too. */
export interface MeterPaths extends IdentityPaths {
  readonly der: string
}

export interface AuthorityPaths {
  readonly folder: string
  readonly root: string
  readonly issuer: string
  /** All authorities that are trusted. */
  readonly bundle: string
  /** Authorities of others. */
  readonly imported: string
  /** Nobody but the owner may enter. */
  readonly keyFolder: string
  readonly rootKey: string
  readonly issuerKey: string
}

/** All paths below one folder. */
export interface CertificatePaths {
  readonly folder: string
  readonly authority: AuthorityPaths
  readonly server: IdentityPaths
  readonly meters: string
  /** Devices of others: their certificates, without keys. */
  readonly devices: string
  /** What was replaced. */
  readonly replaced: string
  /** From which PINs are derived. */
  readonly pinSecret: string
  meter(meterId: string): MeterPaths
  device(name: string): string
}

export function certificatePaths(folder: string): CertificatePaths {
  const ca = join(folder, 'ca')
  const keyFolder = join(ca, 'private')
  const meters = join(folder, 'meters')
  const devices = join(folder, 'devices')
  return {
    folder,
    authority: {
      folder: ca,
      root: join(ca, 'serca.pem'),
      issuer: join(ca, 'mica.pem'),
      bundle: join(ca, 'ca-bundle.pem'),
      imported: join(ca, 'imported'),
      keyFolder,
      rootKey: join(keyFolder, 'serca-key.pem'),
      issuerKey: join(keyFolder, 'mica-key.pem'),
    },
    server: identityPaths(join(folder, 'server'), 'server'),
    meters,
    devices,
    replaced: join(folder, 'replaced'),
    pinSecret: join(folder, 'pin-secret'),
    meter(meterId) {
      const name = fileNameOf(meterId)
      const paths = identityPaths(join(meters, name), name)
      return { ...paths, der: join(paths.folder, `${name}.der`) }
    },
    device: (name) => join(devices, `${fileNameOf(name)}.pem`),
  }
}

function identityPaths(folder: string, name: string): IdentityPaths {
  return { folder, chain: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) }
}

/** What some file system takes for something else: separators, wildcards, and dots and blanks at either end. */
const UNSAFE = /[%/\\:*?"<>|]|^[. ]|[. ]$/gu

/** An id as the name of a file: the id itself, unless a character of it means something to file systems. */
export function fileNameOf(id: string): string {
  return id.replace(UNSAFE, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** The id a file is named for; null when no id gives that name. */
export function idOfFileName(name: string): string | null {
  try {
    const id = decodeURIComponent(name)
    return fileNameOf(id) === name ? id : null
  } catch {
    return null
  }
}
