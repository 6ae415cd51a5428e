/**
 * @module Whole numbers of every width, and the named ones that the standard limits further.
 *
 * All are held as JavaScript numbers, exact to 2⁵³. The two 64-bit types saturate there when read, which happens only to
 * a time further away than 285 million years that somebody sends for "never".
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, primitive types
 */

import type { SimpleType } from './table.ts'

const DIGITS = /^[+-]?[0-9]{1,40}$/

function integer(name: string, minimum: number, maximum: number, read = readInteger): SimpleType<number> {
  return {
    kind: 'simple',
    name,
    shape: { kind: 'integer', minimum, maximum },
    accepted: `a whole number from ${minimum} to ${maximum}`,
    read(text) {
      const value = read(text)
      return value >= minimum && value <= maximum ? value : undefined
    },
    write(value) {
      return Number.isInteger(value) && value >= minimum && value <= maximum ? String(value) : undefined
    },
  }
}

/** The number of a text, NaN when it is none; without the sign of −0, which is the zero of a schema's integer too. */
function readInteger(text: string): number {
  const trimmed = text.trim()
  return DIGITS.test(trimmed) ? Number(trimmed) + 0 : Number.NaN
}

/** Reads a number of 64 bits: what lies beyond the exact range of a number becomes the end of that range. */
function saturating(bits64: { minimum: bigint; maximum: bigint }): (text: string) => number {
  return (text) => {
    const value = readInteger(text)
    if (Number.isNaN(value) || Number.isSafeInteger(value)) return value
    const exact = BigInt(text.trim().replace('+', ''))
    if (exact < bits64.minimum || exact > bits64.maximum) return Number.NaN
    return exact < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER
  }
}

export const uint8 = integer('UInt8', 0, 2 ** 8 - 1)
export const uint16 = integer('UInt16', 0, 2 ** 16 - 1)
export const uint32 = integer('UInt32', 0, 2 ** 32 - 1)
export const uint40 = integer('UInt40', 0, 2 ** 40 - 1)
export const uint48 = integer('UInt48', 0, 2 ** 48 - 1)
export const uint64 = integer(
  'UInt64',
  0,
  Number.MAX_SAFE_INTEGER,
  saturating({ minimum: 0n, maximum: 2n ** 64n - 1n }),
)
export const int8 = integer('Int8', -(2 ** 7), 2 ** 7 - 1)
export const int16 = integer('Int16', -(2 ** 15), 2 ** 15 - 1)
export const int32 = integer('Int32', -(2 ** 31), 2 ** 31 - 1)
/** The schema includes 2⁴⁷ itself. */
export const int48 = integer('Int48', -(2 ** 47), 2 ** 47)
const saturatingInt64 = saturating({ minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n })
export const int64 = integer('Int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, saturatingInt64)

/** Seconds since 1970-01-01 UTC. */
export const time = integer('TimeType', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, saturatingInt64)
/** Seconds to add to UTC; east is positive. */
export const timeOffset = integer('TimeOffsetType', -(2 ** 31), 2 ** 31 - 1)
/** Seconds by which something may be moved at random. */
export const oneHourRange = integer('OneHourRangeType', -3600, 3600)
/** Hundredths of a percent. */
export const percent = integer('PerCent', 0, 10_000)
/** Hundredths of a percent. */
export const signedPercent = integer('SignedPerCent', -10_000, 10_000)
/** Exponent m of the factor 10ᵐ that a value is to be multiplied by. */
export const powerOfTen = integer('PowerOfTenMultiplierType', -9, 9)
/** IANA private enterprise number. */
export const pen = integer('PENType', 0, 2 ** 32 - 1)
/** Six digits, the last a check digit; leading zeros are not written. */
export const pin = integer('PINType', 0, 999_999)
/** 36 bits as a decimal number, followed by a check digit. */
export const sfdi = integer('SFDIType', 0, 687_194_767_359)
/** Revision of an object, counted up with every change; 0 when absent. */
export const version = integer('VersionType', 0, 2 ** 16 - 1)
/** Lower is more important. */
export const primacy = integer('PrimacyType', 0, 2 ** 8 - 1)
/** Number of a currency in ISO 4217. */
export const currencyCode = integer('CurrencyCode', 0, 2 ** 16 - 1)

/**
 * A code of eight bits: a number with named values.
 *
 * Other values than the named ones are reserved, not wrong: later editions use them, so they are read and written too.
 */
export function code(name: string): SimpleType<number> {
  return integer(name, 0, 2 ** 8 - 1)
}
