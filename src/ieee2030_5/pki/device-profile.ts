/** @module Is a certificate one that IEEE 2030.5 gives a device? Each departure is named. */

import { AsnConvert } from '@peculiar/asn1-schema'
import { CertificatePolicies, KeyUsage, SubjectAlternativeName } from '@peculiar/asn1-x509'
import { oneOf } from '../../errors/one-of.ts'
import { type HardwareName, hardwareNames } from './hardware-module-name.ts'
import { DEVICE_POLICY, ECDSA_WITH_SHA256, EXTENSION } from './object-identifiers.ts'
import { extensionOf, type ParsedCertificate } from './parsed-certificate.ts'
import { NEVER_MS } from './sign-certificate.ts'

const KEY_USAGE = ['digitalSignature', 'keyAgreement']
const POLICIES: readonly string[] = Object.values(DEVICE_POLICY)
const UNDERSTOOD: readonly string[] = Object.values(EXTENSION)

/** A rule that a certificate breaks in one way or in none. */
type Rule = (certificate: ParsedCertificate) => string | null

/** @see IEEE 2030.5-2018, 6.11.8.3 */
const RULES: readonly Rule[] = [
  keyRule,
  signatureRule,
  ({ fields }) => (fields.tbsCertificate.subject.length === 0 ? null : 'the subject is not empty'),
  ({ node, notAfterMs }) =>
    notAfterMs === NEVER_MS ? null : `it ends on ${node.validTo}; a device's does not expire (99991231235959Z)`,
  ({ node }) => (node.ca ? 'it is the certificate of an authority, not of a device' : null),
  (certificate) => criticalRule(certificate, 'keyUsage', keyUsageRule),
  (certificate) => criticalRule(certificate, 'certificatePolicies', policiesRule),
  (certificate) => criticalRule(certificate, 'subjectAltName', alternativeNameRule),
  authorityKeyRule,
  unknownCriticalRule,
]

/** Each way in which a certificate departs from the profile of devices; none for one that fits. */
export function profileViolations(certificate: ParsedCertificate): string[] {
  return RULES.flatMap((rule) => rule(certificate) ?? [])
}

/** The hardware a certificate names; null when it names none, or cannot be decoded. */
export function hardwareNameOf(certificate: ParsedCertificate): HardwareName | null {
  try {
    return hardwareNames(alternativeNamesOf(certificate))[0] ?? null
  } catch {
    return null
  }
}

function keyRule({ node }: ParsedCertificate): string | null {
  const { asymmetricKeyType, asymmetricKeyDetails } = node.publicKey
  const curve = asymmetricKeyDetails?.namedCurve
  if (asymmetricKeyType === 'ec' && curve === 'prime256v1') return null
  return `the key is ${curve ?? asymmetricKeyType ?? 'unknown'}, not on the curve P-256`
}

function signatureRule({ fields }: ParsedCertificate): string | null {
  const { algorithm } = fields.signatureAlgorithm
  return algorithm === ECDSA_WITH_SHA256 ? null : `it is signed with ${algorithm}, not with ecdsa-with-SHA256`
}

/** An extension that has to be there, critical and with the right content. */
function criticalRule(certificate: ParsedCertificate, name: keyof typeof EXTENSION, content: Rule): string | null {
  const extension = extensionOf(certificate, EXTENSION[name])
  if (extension === undefined) return `${name} is missing`
  if (!extension.critical) return `${name} is not critical`
  try {
    return content(certificate)
  } catch {
    return `${name} cannot be decoded`
  }
}

function keyUsageRule(certificate: ParsedCertificate): string | null {
  const usage = AsnConvert.parse(extensionValue(certificate, EXTENSION.keyUsage), KeyUsage).toJSON()
  const isRight = usage.length === KEY_USAGE.length && KEY_USAGE.every((name) => usage.some((used) => used === name))
  return isRight ? null : `keyUsage is ${usage.join(' + ')}, not ${KEY_USAGE.join(' + ')}`
}

function policiesRule(certificate: ParsedCertificate): string | null {
  const policies = AsnConvert.parse(extensionValue(certificate, EXTENSION.certificatePolicies), CertificatePolicies)
  const found = policies.map(({ policyIdentifier }) => policyIdentifier)
  if (found.some((policy) => POLICIES.includes(policy))) return null
  return `certificatePolicies are ${found.join(', ')}, without ${oneOf(POLICIES)}`
}

function alternativeNameRule(certificate: ParsedCertificate): string | null {
  const { length } = hardwareNames(alternativeNamesOf(certificate))
  return length === 1 ? null : `subjectAltName has ${length} hardwareModuleNames, not one`
}

function authorityKeyRule(certificate: ParsedCertificate): string | null {
  const extension = extensionOf(certificate, EXTENSION.authorityKeyIdentifier)
  if (extension === undefined) return 'authorityKeyIdentifier is missing'
  return extension.critical ? 'authorityKeyIdentifier is critical' : null
}

/** @see RFC 5280, 4.2: whoever does not understand a critical extension has to refuse the certificate */
function unknownCriticalRule({ fields }: ParsedCertificate): string | null {
  const unknown = fields.tbsCertificate.extensions?.find(
    ({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID),
  )
  return unknown === undefined ? null : `the extension ${unknown.extnID} is critical and unknown`
}

function alternativeNamesOf(certificate: ParsedCertificate): SubjectAlternativeName {
  return AsnConvert.parse(extensionValue(certificate, EXTENSION.subjectAltName), SubjectAlternativeName)
}

function extensionValue(certificate: ParsedCertificate, identifier: string): ArrayBuffer {
  const extension = extensionOf(certificate, identifier)
  if (extension === undefined) throw new Error(`no extension ${identifier}`)
  return extension.extnValue.buffer
}
