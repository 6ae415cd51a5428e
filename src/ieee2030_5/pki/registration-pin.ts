/** @module The PIN by which a device recognises the server it was registered with. */

import { createHmac } from 'node:crypto'
import { digitSum } from './digit-sum.ts'

/** Four free digits, the first not 0, and for the fifth the two that make the sum of all five a multiple of five. */
const FIRST = 1000
const PINS = 9000 * 2

/**
 * The PIN of a device: six digits, the last a check digit, the same for the same secret and device.
 *
 * Programs disagree on the check digit: the sum of the first five digits modulo 10, or what is missing to the next
 * multiple of 10. Where that sum is a multiple of 5 both are the same digit, so only such PINs are given out. None begins
 * with 0, so that the number and its text are one.
 *
 * @param secret - of the server, known to nobody else
 * @param longForm - the device's LFDI
 * @returns a number from 100005 to 999995
 * @see IEEE 2030.5-2018, Registration
 */
export function registrationPin(secret: Uint8Array, longForm: string): number {
  const drawn = createHmac('sha256', secret).update(longForm.toUpperCase()).digest().readUIntBE(0, 6) % PINS
  const four = FIRST + Math.floor(drawn / 2)
  const fifth = ((5 - (digitSum(four) % 5)) % 5) + 5 * (drawn % 2)
  return four * 100 + fifth * 10 + ((digitSum(four) + fifth) % 10)
}
