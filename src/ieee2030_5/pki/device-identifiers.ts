/** @module The two names IEEE 2030.5 gives a device, both made from its certificate: LFDI and SFDI. */

import { createHash } from 'node:crypto'

export { hasCheckDigit, sfdi } from './sfdi.ts'

/** The LFDI is the SHA-256 of the certificate, cut to this many hex digits (160 bits). */
const LFDI_DIGITS = 40
/** Decimal digits of an SFDI on labels, in QR codes and in DNS-SD; in XML it is a number. */
const SFDI_DIGITS = 12

/**
 * Long-form device identifier: the first 160 bits of the SHA-256 of a certificate.
 *
 * @param der - the certificate in DER
 * @returns 40 upper-case hex digits
 * @see IEEE 2030.5-2018, 6.3.4
 */
export function lfdi(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex').slice(0, LFDI_DIGITS).toUpperCase()
}

/** `3E4F-45AB-31ED-FE5B-67E3-43E5-E456-2E31-984E-23E5`, as the standard prints an LFDI. */
export function formatLfdi(longForm: string): string {
  return longForm.match(/.{4}/g)?.join('-') ?? longForm
}

/** `167-261-211-391`, as the standard prints an SFDI. */
export function formatSfdi(shortForm: number): string {
  return String(shortForm).padStart(SFDI_DIGITS, '0').match(/.{3}/g)?.join('-') ?? String(shortForm)
}
