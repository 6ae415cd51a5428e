/** @module What an authority issues: itself, the authority below it, the server and devices. */

import { createPublicKey, type KeyObject } from 'node:crypto'
import { deviceExtensions, issuerExtensions, rootExtensions, serverExtensions } from './certificate-extensions.ts'
import { hardwareType } from './object-identifiers.ts'
import {
  type IssuedCertificate,
  issued,
  keyIdentifier,
  newKeyPair,
  type Signer,
  signCertificate,
} from './sign-certificate.ts'

/** The root and the issuer of devices; the standard calls them SERCA and MICA. */
export interface NewAuthority {
  readonly root: IssuedCertificate
  readonly issuer: IssuedCertificate
}

/** Who issues devices, ready to sign. */
export interface DeviceIssuer extends Signer {
  readonly certificatePem: string
  readonly keyIdentifier: Uint8Array
}

/** What certificates of devices have in common. */
export interface IssueOptions {
  /** IANA private enterprise number under which hardware is named. */
  readonly enterprise: number
  readonly nowMs: number
}

const SERVER_SERIAL = 'UTILITY_SERVER'

/**
 * A root and an issuer below it.
 *
 * @param suffix - ends both names, so that authorities of two installations are told apart
 */
export function createAuthority(suffix: string, nowMs: number): NewAuthority {
  const rootName = `GridTokenX Test SERCA ${suffix}`
  const rootKeys = newKeyPair()
  const rootIdentifier = keyIdentifier(rootKeys.publicKey)
  const signer = { commonName: rootName, privateKey: rootKeys.privateKey }
  const root = signCertificate(
    { ...signer, publicKey: rootKeys.publicKey, extensions: rootExtensions(rootIdentifier), nowMs },
    signer,
  )
  const issuerKeys = newKeyPair()
  const identifiers = { own: keyIdentifier(issuerKeys.publicKey), authority: rootIdentifier }
  const issuer = signCertificate(
    {
      commonName: `GridTokenX Test MICA ${suffix}`,
      publicKey: issuerKeys.publicKey,
      extensions: issuerExtensions(identifiers),
      nowMs,
    },
    signer,
  )
  return { root: issued(root, rootKeys.privateKey), issuer: issued(issuer, issuerKeys.privateKey) }
}

/** An issuer from its certificate and key. */
export function deviceIssuer(certificatePem: string, commonName: string, privateKey: KeyObject): DeviceIssuer {
  return { certificatePem, commonName, privateKey, keyIdentifier: keyIdentifier(createPublicKey(privateKey)) }
}

/** The certificate of a meter, whose id is its serial number. */
export function issueMeter(issuer: DeviceIssuer, meterId: string, options: IssueOptions): IssuedCertificate {
  const hardware = { type: hardwareType(options.enterprise, 'meter'), serial: meterId }
  return issue(issuer, options.nowMs, deviceExtensions(issuer.keyIdentifier, hardware))
}

/**
 * The certificate of the server.
 *
 * @param hosts - DNS names and IP addresses it is found at
 */
export function issueServer(
  issuer: DeviceIssuer,
  hosts: readonly string[],
  { enterprise, nowMs }: IssueOptions,
): IssuedCertificate {
  const hardware = { type: hardwareType(enterprise, 'server'), serial: SERVER_SERIAL }
  return issue(issuer, nowMs, serverExtensions(issuer.keyIdentifier, hardware, hosts))
}

function issue(issuer: DeviceIssuer, nowMs: number, extensions: ReturnType<typeof deviceExtensions>) {
  const { publicKey, privateKey } = newKeyPair()
  return issued(signCertificate({ commonName: '', publicKey, extensions, nowMs }, issuer), privateKey)
}
