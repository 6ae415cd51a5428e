/** @module Quantities of 16 bits and a power of ten. */

const MOST = 2 ** 15 - 1
const LARGEST_EXPONENT = 9
const SMALLEST_EXPONENT = -3

/** `value` times 10 to the `multiplier`. */
export interface Scaled {
  readonly multiplier: number
  readonly value: number
}

/** A quantity with as many digits as fit, thousandths at most and no trailing zeros. */
export function scaled(quantity: number): Scaled {
  if (Number.isInteger(quantity) && Math.abs(quantity) <= MOST) return { multiplier: 0, value: quantity + 0 }
  let multiplier = SMALLEST_EXPONENT
  while (multiplier < LARGEST_EXPONENT && Math.abs(Math.round(quantity / 10 ** multiplier)) > MOST) multiplier++
  let value = Math.round(quantity / 10 ** multiplier) + 0
  while (multiplier < 0 && value % 10 === 0) {
    value /= 10
    multiplier++
  }
  return { multiplier, value }
}

export function quantityOf({ multiplier, value }: Scaled): number {
  return multiplier < 0 ? value / 10 ** -multiplier : value * 10 ** multiplier
}
