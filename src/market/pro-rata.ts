/** @module Shares a whole amount in proportion to whole claims, exactly and without losing a unit. */

import { rank } from './ranking.ts'
import { Workspace } from './workspace.ts'

/** Splits a double into halves of 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1

/**
 * What each claim gets of an amount that may be too small for all.
 *
 * share_i = floor(amount · claim_i / total), and the units left over go one by one to the largest remainders, ties to
 * the smaller index. No share exceeds its claim, and no rounding touches the result: remainders are exact.
 *
 * @param amount - what there is, a whole number, 0 or more; all claims are met when it is at least their total
 * @param claims - whole numbers, 0 or more, with a total up to 2^51
 * @returns whole numbers whose sum is the smaller of `amount` and the total
 * @see Balinski and Young, 1982, Fair Representation, chapter 3 (the method of Hamilton)
 */
export function shareProRata(amount: number, claims: Float64Array, space = new Workspace()): Float64Array {
  let total = 0
  for (let i = 0; i < claims.length; i++) {
    total += claims[i]
  }
  if (amount >= total) {
    return claims.slice()
  }
  const shares = space.doubles(claims.length)
  const remainders = space.doubles(claims.length)
  const all = space.ints(claims.length)
  let left = amount
  for (let i = 0; i < claims.length; i++) {
    let share = Math.floor((amount * claims[i]) / total)
    let remainder = productDifference(amount, claims[i], share, total)
    while (remainder < 0) {
      share--
      remainder += total
    }
    while (remainder >= total) {
      share++
      remainder -= total
    }
    shares[i] = share
    remainders[i] = remainder
    all[i] = i
    left -= share
  }
  if (left > 0) {
    const ranked = rank(remainders, all, 'highest', space)
    for (let i = 0; i < left; i++) {
      shares[ranked[i]]++
    }
  }
  return shares
}

/** a·b − c·d of whole numbers, exact when it is below 2^53 although the products are not. */
function productDifference(a: number, b: number, c: number, d: number): number {
  const ab = a * b
  const cd = c * d
  return ab - cd + (roundingError(a, b, ab) - roundingError(c, d, cd))
}

/**
 * What rounding took from a product: a·b − fl(a·b), itself a double.
 *
 * @see Dekker, 1971, A floating-point technique for extending the available precision, doi:10.1007/BF01397083
 */
function roundingError(a: number, b: number, product: number): number {
  const aHigh = highHalf(a)
  const aLow = a - aHigh
  const bHigh = highHalf(b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

function highHalf(value: number): number {
  const scaled = SPLITTER * value
  return scaled - (scaled - value)
}
