/** @module Amounts as the standard writes them: a whole number of 16 bits times a power of ten. */

const MAX_SIGNED = 2 ** 15 - 1
const MAX_UNSIGNED = 2 ** 16 - 1
const MOST = 9

interface Amount {
  readonly multiplier: number
  readonly value: number
}

/** With as many digits as fit: 12345678 W are { multiplier: 3, value: 12346 }. */
function within(amount: number, largest: number): Amount {
  for (let multiplier = 0; ; multiplier++) {
    const value = Math.round(amount / 10 ** multiplier)
    if (Math.abs(value) <= largest || multiplier === MOST) return { multiplier, value }
  }
}

export const fixedPoint = {
  signed: (amount: number): Amount => within(amount, MAX_SIGNED),
  unsigned: (amount: number): Amount => within(Math.max(0, amount), MAX_UNSIGNED),
} as const
