/** @module Canonical JSON text of decimal numbers, written straight from scaled integers into bytes. */

const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const MILLION = 1_000_000

/** Text of 0 to 999 as three ASCII digits, and as a point and three digits, first character in the lowest byte. */
const DIGITS = new Uint32Array(1000)
const POINT_DIGITS = new Uint32Array(1000)
/** Text of 0 to 999 without leading zeros, and its length. */
const SHORT = new Uint32Array(1000)
const SHORT_LENGTH = new Uint8Array(1000)
/** How many of the three digits are zeros at the end. */
const TRAILING_ZEROS = new Uint8Array(1000)

for (let value = 0; value < 1000; value++) {
  const first = ZERO + Math.floor(value / 100)
  const second = ZERO + (Math.floor(value / 10) % 10)
  const third = ZERO + (value % 10)
  const digits = first | (second << 8) | (third << 16)
  const leadingZeros = value >= 100 ? 0 : value >= 10 ? 1 : 2
  DIGITS[value] = digits
  POINT_DIGITS[value] = POINT | (digits << 8)
  SHORT[value] = digits >>> (8 * leadingZeros)
  SHORT_LENGTH[value] = 3 - leadingZeros
  TRAILING_ZEROS[value] = value % 10 !== 0 ? 0 : value % 100 !== 0 ? 1 : 2
}

/** Longest text of one number, and the bytes a write may touch behind it, together. */
export const MAX_NUMBER_BYTES = 24

/**
 * Writes a whole number from 0 to 2^53.
 *
 * @returns the offset behind the text; up to three bytes behind it are overwritten
 */
export function writeWhole(view: DataView, at: number, value: number): number {
  if (value < 1000) {
    view.setUint32(at, SHORT[value], true)
    return at + SHORT_LENGTH[value]
  }
  const thousands = Math.floor(value / 1000)
  const end = writeWhole(view, at, thousands)
  view.setUint32(end, DIGITS[value - thousands * 1000], true)
  return end + 3
}

/**
 * Writes millionths as a JSON number: 1234500 becomes `1.2345`, the text `JSON.stringify(1.2345)` gives.
 *
 * @param value - a whole number of millionths, |value| < 10^15 so that the text is the shortest of its double
 * @returns the offset behind the text; up to three bytes behind it are overwritten
 */
export function writeMillionths(view: DataView, at: number, value: number): number {
  let magnitude = value
  let start = at
  if (value < 0) {
    view.setUint8(start++, MINUS)
    magnitude = -value
  }
  const whole = Math.floor(magnitude / MILLION)
  const end = writeWhole(view, start, whole)
  const fraction = magnitude - whole * MILLION
  if (fraction === 0) return end
  const high = (fraction / 1000) | 0
  const low = fraction - high * 1000
  view.setUint32(end, POINT_DIGITS[high], true)
  if (low === 0) return end + 4 - TRAILING_ZEROS[high]
  view.setUint32(end + 4, DIGITS[low], true)
  return end + 7 - TRAILING_ZEROS[low]
}

/**
 * Writes thousandths as a JSON number: 229470 becomes `229.47`.
 *
 * @param value - a whole number of thousandths, |value| < 10^15
 * @returns the offset behind the text; up to three bytes behind it are overwritten
 */
export function writeThousandths(view: DataView, at: number, value: number): number {
  let magnitude = value
  let start = at
  if (value < 0) {
    view.setUint8(start++, MINUS)
    magnitude = -value
  }
  const whole = Math.floor(magnitude / 1000)
  const end = writeWhole(view, start, whole)
  const fraction = magnitude - whole * 1000
  if (fraction === 0) return end
  view.setUint32(end, POINT_DIGITS[fraction], true)
  return end + 4 - TRAILING_ZEROS[fraction]
}
