/** @module A certificate read: what Node.js knows of it, and all its extensions. */

import { X509Certificate } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate, type Extension } from '@peculiar/asn1-x509'
import { lfdi, sfdi } from './device-identifiers.ts'

export interface ParsedCertificate {
  readonly der: Uint8Array
  readonly lfdi: string
  readonly sfdi: number
  /** Checks signatures. */
  readonly node: X509Certificate
  /** Holds what Node.js leaves out. */
  readonly fields: Certificate
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Reads a certificate.
 *
 * @throws Error when it is none
 */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const node = new X509Certificate(der)
  const fields = AsnConvert.parse(node.raw, Certificate)
  const { notBefore, notAfter } = fields.tbsCertificate.validity
  const longForm = lfdi(node.raw)
  return {
    der: node.raw,
    lfdi: longForm,
    sfdi: sfdi(longForm),
    node,
    fields,
    notBeforeMs: notBefore.getTime().getTime(),
    notAfterMs: notAfter.getTime().getTime(),
  }
}

/**
 * Reads every certificate of a PEM file, in its order; other blocks are left out.
 *
 * @throws Error when a block cannot be decoded
 */
export function parsePem(text: string): ParsedCertificate[] {
  const blocks = text.match(PEM_CERTIFICATE) ?? []
  return blocks.map((block) => parseCertificate(new X509Certificate(block).raw))
}

/** An extension by its object identifier. */
export function extensionOf({ fields }: ParsedCertificate, identifier: string): Extension | undefined {
  return fields.tbsCertificate.extensions?.find(({ extnID }) => extnID === identifier)
}

/** The subject, or the issuer with `issuerOf`, as people read it: `CN=GridTokenX Test MICA 1A2B`. */
export function subjectOf({ node, lfdi: longForm }: ParsedCertificate): string {
  // A device has an empty subject.
  return node.subject ? node.subject.replaceAll('\n', ', ') : `the certificate ${longForm}`
}
