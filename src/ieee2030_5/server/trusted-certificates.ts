/** @module Whose devices a server lets in. */

import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { UsageError } from '../../errors/problem.ts'
import { chainOf, isRoot } from '../pki/certificate-chain.ts'
import type { CertificatePaths } from '../pki/certificate-paths.ts'
import type { Identity } from '../pki/identity.ts'
import { readText } from '../pki/identity.ts'
import { deviceNames } from '../pki/list-certificates.ts'
import { parseCertificate, parsePem } from '../pki/parsed-certificate.ts'

/**
 * Certificates of the trusted authorities, and of devices that are signed by themselves where those are taken.
 *
 * @throws UsageError when there are none, or they have not issued the server's own certificate
 */
export function trustedCertificates(
  paths: CertificatePaths,
  identity: Identity,
  { selfSigned, nowMs }: { selfSigned: boolean; nowMs: number },
): readonly string[] {
  const { bundle } = paths.authority
  const text = readText(bundle)
  const { fault } = chainOf(parseCertificate(identity.certificate.raw), parsePem(text), nowMs)
  if (fault !== null) {
    const fix = 'Run: gridtokenx-sim certificates --renew server'
    const expected = `a certificate of an authority in ${bundle} (${fault})`
    throw new UsageError([{ source: paths.server.chain, key: 'certificate', expected, fix }])
  }
  const devices = selfSigned ? deviceNames(paths).map((name) => readText(paths.device(name))) : []
  return [text, ...devices.filter(isSelfSigned)]
}

/** By its own key, and for itself alone: it must not vouch for others. */
function isSelfSigned(pem: string): boolean {
  const certificate = parseCertificate(new X509Certificate(pem).raw)
  return isRoot(certificate) && !certificate.node.ca
}

/** Whether a folder has what a server needs. */
export function hasServerCertificate({ server, authority }: CertificatePaths): boolean {
  return existsSync(server.chain) && existsSync(server.key) && existsSync(authority.bundle)
}
