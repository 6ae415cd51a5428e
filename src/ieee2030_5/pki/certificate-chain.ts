/** @module Who vouches for a certificate, up to a root that is trusted. */

import { AsnConvert } from '@peculiar/asn1-schema'
import { KeyUsage } from '@peculiar/asn1-x509'
import { EXTENSION } from './object-identifiers.ts'
import { extensionOf, type ParsedCertificate, subjectOf } from './parsed-certificate.ts'

/** SERCA, MCA, MICA: the standard knows no longer chain above a device. @see IEEE 2030.5-2018, 6.11 */
const MOST_AUTHORITIES = 3

/** The way from a certificate to a root. */
export interface CertificateChain {
  /** The authorities from the issuer up to the root; as far as they were found. */
  readonly authorities: readonly ParsedCertificate[]
  /** Why it does not lead to a trusted root, or a certificate on it must not be relied on; null when all is well. */
  readonly fault: string | null
}

/**
 * Follows a certificate to its root.
 *
 * @param trusted - certificates of authorities, in any order
 * @param nowMs - every certificate on the way has to be valid then [ms since 1970 UTC]
 */
export function chainOf(
  certificate: ParsedCertificate,
  trusted: readonly ParsedCertificate[],
  nowMs: number,
): CertificateChain {
  const authorities: ParsedCertificate[] = []
  for (let current = certificate; ; ) {
    const time = validityFault(current, nowMs)
    if (time !== null) return { authorities, fault: time }
    if (isRoot(current)) {
      const isTrusted = authorities.length > 0 || trusted.some(({ lfdi }) => lfdi === current.lfdi)
      return { authorities, fault: isTrusted ? null : `${subjectOf(current)} is signed by itself` }
    }
    const issuer = trusted.find((candidate) => isSignedBy(current, candidate))
    if (issuer === undefined) return { authorities, fault: unknownIssuer(current) }
    authorities.push(issuer)
    const fault = authorityFault(issuer)
    if (fault !== null) return { authorities, fault }
    if (authorities.length > MOST_AUTHORITIES) return { authorities, fault: 'there are too many authorities above it' }
    current = issuer
  }
}

/** Why an authority must not issue certificates; null when it may. @see RFC 5280, 6.1.4 */
export function authorityFault(authority: ParsedCertificate): string | null {
  if (!authority.node.ca) return `${subjectOf(authority)} is no authority (basicConstraints)`
  const usage = extensionOf(authority, EXTENSION.keyUsage)
  if (usage === undefined) return null
  const mayIssue = AsnConvert.parse(usage.extnValue.buffer, KeyUsage).toJSON().includes('keyCertSign')
  return mayIssue ? null : `${subjectOf(authority)} must not sign certificates (keyUsage)`
}

/** Whether a certificate ends the chain: signed with its own key. */
export function isRoot({ node }: ParsedCertificate): boolean {
  return node.issuer === node.subject && node.verify(node.publicKey)
}

function isSignedBy({ node }: ParsedCertificate, authority: ParsedCertificate): boolean {
  return node.issuer === authority.node.subject && node.verify(authority.node.publicKey)
}

function unknownIssuer({ node }: ParsedCertificate): string {
  return `its issuer is none of the trusted authorities: ${(node.issuer || 'without a name').replaceAll('\n', ', ')}`
}

function validityFault(certificate: ParsedCertificate, nowMs: number): string | null {
  const { node, notBeforeMs, notAfterMs } = certificate
  if (nowMs < notBeforeMs) return `${subjectOf(certificate)} is not valid before ${node.validFrom}`
  return nowMs > notAfterMs ? `${subjectOf(certificate)} expired on ${node.validTo}` : null
}
