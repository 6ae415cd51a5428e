/** @module What a server or a client proves who it is with: its certificate, those above it, and its private key. */

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { UsageError } from '../../errors/problem.ts'
import { errorCode } from '../../journal/write-failure.ts'
import type { IdentityPaths } from './certificate-paths.ts'
import { lfdi } from './device-identifiers.ts'

/** Permission bits of group and others. */
const SHARED_BITS = 0o077

export interface Identity {
  /** PEM: the certificate and those of the authorities below the root, as TLS sends them. */
  readonly chainPem: string
  readonly certificate: X509Certificate
  readonly lfdi: string
  readonly privateKey: KeyObject
}

/**
 * Reads an identity.
 *
 * @throws UsageError when a file is missing or no such thing, others can read the key, or the two do not belong together
 */
export function readIdentity({ chain, key }: IdentityPaths): Identity {
  const chainPem = readText(chain)
  const certificate = readCertificate(chain, chainPem)
  const privateKey = readPrivateKey(key)
  if (!certificate.checkPrivateKey(privateKey)) {
    const fix = 'Restore both from one copy, or make new ones with certificates --renew'
    throw new UsageError([{ source: key, key: 'key', expected: `the private key of ${chain}`, fix }])
  }
  return { chainPem, certificate, lfdi: lfdi(certificate.raw), privateKey }
}

/**
 * Reads a private key that nobody else can read.
 *
 * @throws UsageError with the command that mends it
 */
export function readPrivateKey(path: string): KeyObject {
  const text = readText(path)
  requirePrivate(path, 'chmod 600')
  try {
    return createPrivateKey(text)
  } catch {
    throw new UsageError([{ source: path, key: 'file', expected: 'a private key in PEM, without a password' }])
  }
}

/**
 * Refuses a file or folder that group or others may use; Windows has no such bits.
 *
 * @param command - takes these bits away
 */
export function requirePrivate(path: string, command: string): void {
  const { mode } = statSync(path)
  if (process.platform === 'win32' || (mode & SHARED_BITS) === 0) return
  const value = (mode & 0o777).toString(8).padStart(4, '0')
  const expected = 'one that only its owner can read'
  throw new UsageError([{ source: path, key: 'permissions', value, expected, fix: `Run: ${command} '${path}'` }])
}

/** The first certificate of a PEM file. */
export function readCertificate(path: string, text = readText(path)): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch {
    throw new UsageError([{ source: path, key: 'file', expected: 'a certificate in PEM' }])
  }
}

/** The text of a file that has to be there. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const value = errorCode(error) === 'ENOENT' ? 'missing' : reason
    throw new UsageError([{ source: path, key: 'file', value, expected: 'a readable file' }])
  }
}
