/** @module The authorities of an installation on disk: the own root and issuer, and those of others. */

import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../errors/problem.ts'
import type { AuthorityPaths, CertificatePaths } from './certificate-paths.ts'
import { readPrivateKey, readText, requirePrivate } from './identity.ts'
import { createAuthority, type DeviceIssuer, deviceIssuer } from './issue-certificates.ts'
import { type ParsedCertificate, parsePem } from './parsed-certificate.ts'
import { writeWholeFile, writeWholeFolder } from './whole-folder.ts'

/** Tells the names of two installations' authorities apart. */
const SUFFIX_BYTES = 4

/**
 * Makes the authorities unless they are there.
 *
 * @returns whether they were made
 */
export function writeAuthority({ folder, authority }: CertificatePaths, nowMs: number): Promise<boolean> {
  if (existsSync(authority.folder)) return Promise.resolve(false)
  const suffix = randomBytes(SUFFIX_BYTES).toString('hex').toUpperCase()
  const { root, issuer } = createAuthority(suffix, nowMs)
  const inFolder = (path: string) => path.slice(authority.folder.length + 1)
  return writeWholeFolder(folder, authority.folder, [
    { name: inFolder(authority.root), content: root.certificatePem, isPrivate: false },
    { name: inFolder(authority.issuer), content: issuer.certificatePem, isPrivate: false },
    { name: inFolder(authority.bundle), content: root.certificatePem + issuer.certificatePem, isPrivate: false },
    { name: inFolder(authority.rootKey), content: root.keyPem, isPrivate: true },
    { name: inFolder(authority.issuerKey), content: issuer.keyPem, isPrivate: true },
  ])
}

/**
 * The own authority that issues devices, ready to sign.
 *
 * @throws UsageError when its certificate or key is missing, shared, or of another
 */
export function openIssuer({ issuer, issuerKey, keyFolder }: AuthorityPaths): DeviceIssuer {
  const certificate = readAuthorityFile(issuer)[0]
  if (!existsSync(issuerKey)) {
    const fix = 'Bring the key back for as long as certificates are made'
    throw new UsageError([{ source: issuerKey, key: 'file', value: 'missing', expected: `the key of ${issuer}`, fix }])
  }
  requirePrivate(keyFolder, 'chmod 700')
  const privateKey = readPrivateKey(issuerKey)
  if (!certificate.node.checkPrivateKey(privateKey)) {
    const fix = 'Restore both from one copy'
    throw new UsageError([{ source: issuerKey, key: 'key', expected: `the private key of ${issuer}`, fix }])
  }
  const commonName = /^CN=(.*)$/m.exec(certificate.node.subject)?.[1] ?? ''
  return deviceIssuer(readText(issuer), commonName, privateKey)
}

/** Every authority that is trusted: the own ones and those of others. */
export function trustedAuthorities({ bundle }: AuthorityPaths): ParsedCertificate[] {
  return readAuthorityFile(bundle)
}

/** Adds authorities of others to those that are trusted. */
export async function trustAuthorities(
  { folder, authority }: CertificatePaths,
  added: readonly ParsedCertificate[],
): Promise<void> {
  for (const { lfdi, node } of added) {
    await writeWholeFile(folder, join(authority.imported, `${lfdi}.pem`), {
      content: node.toString(),
      isPrivate: false,
    })
  }
  const others = readdirSync(authority.imported).sort()
  const paths = [authority.root, authority.issuer, ...others.map((name) => join(authority.imported, name))]
  await writeWholeFile(folder, authority.bundle, { content: paths.map(readText).join(''), isPrivate: false })
}

function readAuthorityFile(path: string): ParsedCertificate[] {
  const text = readText(path)
  try {
    const found = parsePem(text)
    if (found.length > 0) return found
  } catch {
    // Told below, like a file without any.
  }
  throw new UsageError([{ source: path, key: 'file', expected: 'certificates of authorities in PEM' }])
}
