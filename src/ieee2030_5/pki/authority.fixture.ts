/** @module An authority that was not read from anywhere, and certificates as it would never make them. */

import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Extension } from '@peculiar/asn1-x509'
import { createAuthority, type DeviceIssuer, deviceIssuer } from './issue-certificates.ts'
import { type ParsedCertificate, parseCertificate } from './parsed-certificate.ts'
import { type IssuedCertificate, issued, newKeyPair, signCertificate } from './sign-certificate.ts'

export const NOW_MS = Date.UTC(2026, 10, 27, 9)
export const OPTIONS = { enterprise: 32_473, nowMs: NOW_MS }

export interface TestAuthority {
  readonly root: IssuedCertificate
  readonly issuerCertificate: IssuedCertificate
  readonly issuer: DeviceIssuer
  readonly trusted: readonly ParsedCertificate[]
}

export function testAuthority(suffix = 'A'): TestAuthority {
  const { root, issuer } = createAuthority(suffix, NOW_MS)
  const commonName = new X509Certificate(issuer.certificatePem).subject.replace('CN=', '')
  return {
    root,
    issuerCertificate: issuer,
    issuer: deviceIssuer(issuer.certificatePem, commonName, createPrivateKey(issuer.keyPem)),
    trusted: [parseCertificate(root.der), parseCertificate(issuer.der)],
  }
}

/** A certificate with whatever extensions. */
export function issueWith(issuer: DeviceIssuer, extensions: readonly Extension[], commonName = ''): IssuedCertificate {
  const { publicKey, privateKey } = newKeyPair()
  return issued(signCertificate({ commonName, publicKey, extensions, nowMs: NOW_MS }, issuer), privateKey)
}
