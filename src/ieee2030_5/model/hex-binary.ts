/**
 * @module Hexadecimal values: bit maps up to 32 bits as numbers, identifiers and longer ones as digits.
 *
 * Read are any case and any even number of digits up to the full width, since clients leave out leading zeros; written
 * is the full width in upper case. So what is read compares with `===`, whoever wrote it.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, HexBinary types
 */

import type { SimpleType } from './table.ts'

const HEX_PAIRS = /^(?:[0-9A-Fa-f]{2})+$/

/** Full-width upper-case digits of a hexadecimal text, undefined when it is none or longer. */
function canonicalHex(text: string, bytes: number): string | undefined {
  const digits = text.trim()
  const fits = digits.length <= 2 * bytes && HEX_PAIRS.test(digits)
  return fits ? digits.toUpperCase().padStart(2 * bytes, '0') : undefined
}

function accepted(bytes: number): string {
  return `an even number of hexadecimal digits, ${2 * bytes} at most`
}

/** A bit map of at most 32 bits; bit 0 is the rightmost. */
export function bitMap(name: string, bytes: 1 | 2 | 4): SimpleType<number> {
  const limit = 2 ** (8 * bytes)
  return {
    kind: 'simple',
    name,
    shape: { kind: 'bits', bytes },
    accepted: accepted(bytes),
    read(text) {
      const digits = canonicalHex(text, bytes)
      return digits === undefined ? undefined : Number.parseInt(digits, 16)
    },
    write(value) {
      if (!(Number.isInteger(value) && value >= 0 && value < limit)) return undefined
      return value
        .toString(16)
        .toUpperCase()
        .padStart(2 * bytes, '0')
    },
  }
}

/** An identifier, as full-width upper-case digits. */
export function hexDigits(name: string, bytes: number): SimpleType<string> {
  return {
    kind: 'simple',
    name,
    shape: { kind: 'hex', bytes },
    accepted: accepted(bytes),
    read(text) {
      return canonicalHex(text, bytes)
    },
    write(value) {
      return canonicalHex(value, bytes)
    },
  }
}

export const hexBinary8 = bitMap('HexBinary8', 1)
export const hexBinary16 = bitMap('HexBinary16', 2)
export const hexBinary32 = bitMap('HexBinary32', 4)
export const hexBinary48 = hexDigits('HexBinary48', 6)
export const hexBinary64 = hexDigits('HexBinary64', 8)
export const hexBinary128 = hexDigits('HexBinary128', 16)
/** An LFDI: the first 160 bits of a certificate's SHA-256. */
export const hexBinary160 = hexDigits('HexBinary160', 20)
/** Master resource identifier: what an object is known by wherever it is copied to. */
export const mRID = hexDigits('mRIDType', 16)
