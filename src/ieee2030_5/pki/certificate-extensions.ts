/** @module The extensions of each kind of certificate, with what is critical in them. */

import { isIP } from 'node:net'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  ExtendedKeyUsage,
  Extension,
  GeneralName,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  PolicyInformation,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509'
import { type HardwareName, hardwareGeneralName } from './hardware-module-name.ts'
import {
  ANY_POLICY,
  CLIENT_AUTHENTICATION,
  DEVICE_POLICY,
  EXTENSION,
  SERVER_AUTHENTICATION,
  TEST_POLICY,
} from './object-identifiers.ts'

/** Key identifiers of a certificate and of the one that signed it. */
export interface KeyIdentifiers {
  readonly own: Uint8Array
  readonly authority: Uint8Array
}

const DEVICE_USAGE = critical(
  EXTENSION.keyUsage,
  new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyAgreement),
)
const AUTHORITY_USAGE = critical(EXTENSION.keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign))
const ANY_POLICIES = policies(ANY_POLICY)
/** A device of the usual kind, by an authority nobody has accredited. */
const DEVICE_POLICIES = policies(DEVICE_POLICY.generic, TEST_POLICY)
/** Not critical: there are clients that refuse any critical extension they do not expect. */
const WEB_USAGE = usual(
  EXTENSION.extendedKeyUsage,
  new ExtendedKeyUsage([SERVER_AUTHENTICATION, CLIENT_AUTHENTICATION]),
)

/** Of the root: it may have authorities below it, under any policy. @see IEEE 2030.5-2018, 6.11.8.3 */
export function rootExtensions(own: Uint8Array): Extension[] {
  return [
    critical(EXTENSION.basicConstraints, new BasicConstraints({ cA: true })),
    AUTHORITY_USAGE,
    ANY_POLICIES,
    usual(EXTENSION.subjectKeyIdentifier, new SubjectKeyIdentifier(own)),
  ]
}

/** Of the authority that issues devices: there is none below it. @see IEEE 2030.5-2018, 6.11.8.3 */
export function issuerExtensions({ own, authority }: KeyIdentifiers): Extension[] {
  return [
    critical(EXTENSION.basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
    AUTHORITY_USAGE,
    DEVICE_POLICIES,
    usual(EXTENSION.subjectKeyIdentifier, new SubjectKeyIdentifier(own)),
    signedBy(authority),
  ]
}

/** Of a device. @see IEEE 2030.5-2018, 6.11.8.3 */
export function deviceExtensions(authority: Uint8Array, hardware: HardwareName): Extension[] {
  return [DEVICE_USAGE, DEVICE_POLICIES, alternativeNames(hardware), signedBy(authority)]
}

/**
 * Of the server: a device that is also found under names and addresses, so that ordinary clients accept it.
 *
 * @param hosts - DNS names and IP addresses
 */
export function serverExtensions(authority: Uint8Array, hardware: HardwareName, hosts: readonly string[]): Extension[] {
  return [DEVICE_USAGE, DEVICE_POLICIES, WEB_USAGE, alternativeNames(hardware, hosts), signedBy(authority)]
}

function alternativeNames(hardware: HardwareName, hosts: readonly string[] = []): Extension {
  const names = hosts.map((host) => new GeneralName(isIP(host) === 0 ? { dNSName: host } : { iPAddress: host }))
  return critical(EXTENSION.subjectAltName, new SubjectAlternativeName([hardwareGeneralName(hardware), ...names]))
}

function signedBy(authority: Uint8Array): Extension {
  return usual(
    EXTENSION.authorityKeyIdentifier,
    new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(authority) }),
  )
}

function policies(...identifiers: readonly string[]): Extension {
  const list = identifiers.map((policyIdentifier) => new PolicyInformation({ policyIdentifier }))
  return critical(EXTENSION.certificatePolicies, new CertificatePolicies(list))
}

function critical(extnID: string, value: object): Extension {
  return new Extension({ extnID, critical: true, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

function usual(extnID: string, value: object): Extension {
  return new Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) })
}
