/**
 * @module mRIDs that stay the same: derived from who measures and what, so that posting again overwrites and never doubles.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, mRIDType: the low 32 bits are the provider's IANA enterprise number
 */

import { sha256Hex } from '../../certificates/sha256.ts'

/** Hexadecimal digits of an mRID, and of the enterprise number at its end. */
const MRID_DIGITS = 32
const PEN_DIGITS = 8
const UNIQUE_DIGITS = MRID_DIGITS - PEN_DIGITS

/** Largest enterprise number that can stand as decimal digits. */
const MAX_DECIMAL_PEN = 10 ** PEN_DIGITS - 1
const MAX_PEN = 2 ** 32 - 1

/** The number in binary, as the standard has it, or its decimal digits, as some conformance tests read it. */
export type PenEncoding = 'hexadecimal' | 'decimal'

export interface MridFactory {
  /**
   * The mRID of what these words name.
   *
   * @param lfdi - who creates it, 40 hexadecimal digits in any case
   * @param names - what it is, from the whole to the part: `['site', 'import-register']`
   */
  create(lfdi: string, ...names: readonly string[]): string
  /** The reserved mRID of an object that still grows, such as the reading set of the present hour. */
  readonly growing: string
}

/**
 * mRIDs of one provider: 96 bits of SHA-256 over the names, then the enterprise number.
 *
 * @param pen - IANA private enterprise number
 */
export function mridFactory(pen: number, encoding: PenEncoding = 'hexadecimal'): MridFactory {
  const provider = penDigits(pen, encoding)
  return {
    create(lfdi, ...names) {
      const identity = JSON.stringify([lfdi.toUpperCase(), ...names])
      return sha256Hex(identity).slice(0, UNIQUE_DIGITS).toUpperCase() + provider
    },
    growing: 'F'.repeat(UNIQUE_DIGITS) + provider,
  }
}

function penDigits(pen: number, encoding: PenEncoding): string {
  const maximum = encoding === 'decimal' ? MAX_DECIMAL_PEN : MAX_PEN
  if (!(Number.isInteger(pen) && pen >= 0 && pen <= maximum)) {
    throw new RangeError(`enterprise number ${pen}: expected a whole number from 0 to ${maximum} (${encoding})`)
  }
  return pen
    .toString(encoding === 'decimal' ? 10 : 16)
    .toUpperCase()
    .padStart(PEN_DIGITS, '0')
}
