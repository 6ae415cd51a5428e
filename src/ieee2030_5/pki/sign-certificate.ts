/** @module Makes one certificate: a new key, what is said of it, and the signature of whoever vouches for it. */

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  type Extension,
  Extensions,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'
import { COMMON_NAME, ECDSA_WITH_SHA256 } from './object-identifiers.ts'

/** Certificates of IEEE 2030.5 do not expire: 99991231235959Z. @see RFC 5280, 4.1.2.5 */
export const NEVER_MS = Date.UTC(9999, 11, 31, 23, 59, 59)

/** Valid from a little before it was made, for peers whose clock is behind. */
const CLOCK_TOLERANCE_MS = 3_600_000

/** Longer than any guess: 127 random bits, positive and of one length. @see RFC 5280, 4.1.2.2 */
const SERIAL_BYTES = 16

const SIGNATURE_ALGORITHM = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })

/** A certificate and its private key, as they are written. */
export interface IssuedCertificate {
  readonly der: Uint8Array
  readonly certificatePem: string
  /** PKCS #8. */
  readonly keyPem: string
}

/** Who signs: name and key of an authority. */
export interface Signer {
  /** Common name; its certificates carry it as their issuer. */
  readonly commonName: string
  readonly privateKey: KeyObject
}

/** What is certified. */
export interface CertificateContent {
  /** Empty for devices, which are known by their alternative names. */
  readonly commonName: string
  readonly publicKey: KeyObject
  readonly extensions: readonly Extension[]
  /** When it was made [ms since 1970 UTC]. */
  readonly nowMs: number
}

/** A new key pair on P-256, the one curve of IEEE 2030.5. */
export function newKeyPair(): Record<'publicKey' | 'privateKey', KeyObject> {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** Signs what is certified, with a serial number drawn at random. */
export function signCertificate(
  { commonName, publicKey, extensions, nowMs }: CertificateContent,
  signer: Signer,
): Uint8Array {
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: SIGNATURE_ALGORITHM,
    issuer: nameOf(signer.commonName),
    validity: new Validity({ notBefore: new Date(nowMs - CLOCK_TOLERANCE_MS), notAfter: new Date(NEVER_MS) }),
    subject: nameOf(commonName),
    subjectPublicKeyInfo: AsnConvert.parse(subjectPublicKeyInfo(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions([...extensions]),
  })
  const signed = new Uint8Array(AsnConvert.serialize(tbsCertificate))
  const signature = new Uint8Array(sign('sha256', signed, { key: signer.privateKey, dsaEncoding: 'der' }))
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: SIGNATURE_ALGORITHM,
    signatureValue: signature.buffer,
  })
  return new Uint8Array(AsnConvert.serialize(certificate))
}

/** A certificate and its key as the files that hold them. */
export function issued(der: Uint8Array, privateKey: KeyObject): IssuedCertificate {
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { der, certificatePem: toPem(der), keyPem }
}

/** The identifier authorities have in the certificates they sign. @see RFC 5280, 4.2.1.2, method (1) */
export function keyIdentifier(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  const { subjectPublicKey } = AsnConvert.parse(subjectPublicKeyInfo(publicKey), SubjectPublicKeyInfo)
  return new Uint8Array(createHash('sha1').update(new Uint8Array(subjectPublicKey)).digest())
}

/** A certificate in PEM. @see RFC 7468 */
export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function subjectPublicKeyInfo(publicKey: KeyObject): Uint8Array {
  return publicKey.export({ type: 'spki', format: 'der' })
}

function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(SERIAL_BYTES))
  bytes[0] = (bytes[0] & 0x7f) | 0x40
  return bytes.buffer
}

function nameOf(commonName: string): Name {
  if (commonName === '') return new Name([])
  const value = new AttributeValue({ utf8String: commonName })
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])])
}
