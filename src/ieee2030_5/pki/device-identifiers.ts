/** @module The two names IEEE 2030.5 gives a device, both made from its certificate: LFDI and SFDI. */

import { createHash } from 'node:crypto'
import { digitSum } from './digit-sum.ts'

/** The LFDI is the SHA-256 of the certificate, cut to this many hex digits (160 bits). */
const LFDI_DIGITS = 40
/** The SFDI begins with this many hex digits (36 bits) of the same hash. */
const SFDI_HEX_DIGITS = 9
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

/**
 * Short-form device identifier: the first 36 bits of the same hash as a decimal number, and a digit behind it that makes
 * the sum of all digits a multiple of ten.
 *
 * @param longForm - an LFDI without dashes
 * @see IEEE 2030.5-2018, 6.3.3
 */
export function sfdi(longForm: string): number {
  const number = Number.parseInt(longForm.slice(0, SFDI_HEX_DIGITS), 16)
  return number * 10 + ((10 - (digitSum(number) % 10)) % 10)
}

/** Whether the sum of a number's digits is a multiple of ten, as that of an SFDI is. */
export function hasCheckDigit(value: number): boolean {
  return digitSum(value) % 10 === 0
}

/** `3E4F-45AB-31ED-FE5B-67E3-43E5-E456-2E31-984E-23E5`, as the standard prints an LFDI. */
export function formatLfdi(longForm: string): string {
  return longForm.match(/.{4}/g)?.join('-') ?? longForm
}

/** `167-261-211-391`, as the standard prints an SFDI. */
export function formatSfdi(shortForm: number): string {
  return String(shortForm).padStart(SFDI_DIGITS, '0').match(/.{3}/g)?.join('-') ?? String(shortForm)
}
