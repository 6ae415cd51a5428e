/** @module The short name of a device: a number made from its long one. */

import { digitSum } from './digit-sum.ts'

/** The SFDI begins with this many hex digits (36 bits) of the hash that the LFDI begins with too. */
const SFDI_HEX_DIGITS = 9

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
