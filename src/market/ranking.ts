/** @module Puts indices in the order of their values, in linear time: a radix sort that knows its keys are whole. */

import { Workspace } from './workspace.ts'

const WORD = 2 ** 32

/** Wider digits mean fewer passes, but more counters than the first-level cache holds. */
const WIDEST_DIGIT_BITS = 11
const NARROWEST_DIGIT_BITS = 4

/** Up to here insertion is quicker than setting up the counters: most buildings have no more orders. */
const FEW = 32

/**
 * Sorts indices by value, the highest or the lowest first; equal values keep the order in which they came.
 *
 * Each pass distributes by one digit of the distance from the first value, the least significant digit first, so a
 * narrow band of prices takes fewer passes than a wide one, and equal prices none.
 *
 * @param values - whole numbers; highest less lowest at most 2^53
 * @param indices - which of them to rank; left as they are
 * @see Knuth, 1998, The Art of Computer Programming, vol. 3, 2nd ed., section 5.2.5 (radix sort)
 */
export function rank(
  values: Float64Array,
  indices: Int32Array,
  first: 'highest' | 'lowest',
  space = new Workspace(),
): Int32Array {
  const size = indices.length
  const sign = first === 'highest' ? -1 : 1
  let ranked = space.ints(size)
  ranked.set(indices)
  if (size <= FEW) {
    return insertInOrder(values, ranked, sign)
  }
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) {
    const value = values[indices[i]]
    lowest = value < lowest ? value : lowest
    highest = value > highest ? value : highest
  }
  const origin = first === 'highest' ? highest : lowest
  const digitBits = Math.min(WIDEST_DIGIT_BITS, Math.max(NARROWEST_DIGIT_BITS, bitLength(size)))
  // Words without a sign, read with >>>.
  let keys = space.ints(size)
  let spareRanked = space.ints(size)
  let spareKeys = space.ints(size)
  const counts = space.ints(2 ** digitBits)
  for (let unit = 1; unit <= highest - lowest; unit *= WORD) {
    for (let i = 0; i < size; i++) {
      keys[i] = Math.floor((sign * (values[ranked[i]] - origin)) / unit)
    }
    const bits = bitLength(Math.floor((highest - lowest) / unit))
    for (let shift = 0; shift < bits; shift += digitBits) {
      distribute(ranked, keys, spareRanked, spareKeys, shift, counts)
      ;[ranked, spareRanked] = [spareRanked, ranked]
      ;[keys, spareKeys] = [spareKeys, keys]
    }
  }
  return ranked
}

function distribute(
  ranked: Int32Array,
  keys: Int32Array,
  toRanked: Int32Array,
  toKeys: Int32Array,
  shift: number,
  counts: Int32Array,
): void {
  const mask = counts.length - 1
  counts.fill(0)
  for (let i = 0; i < keys.length; i++) {
    counts[(keys[i] >>> shift) & mask]++
  }
  let start = 0
  for (let digit = 0; digit <= mask; digit++) {
    const count = counts[digit]
    counts[digit] = start
    start += count
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const at = counts[(key >>> shift) & mask]++
    toRanked[at] = ranked[i]
    toKeys[at] = key
  }
}

function insertInOrder(values: Float64Array, ranked: Int32Array, sign: number): Int32Array {
  for (let i = 1; i < ranked.length; i++) {
    const index = ranked[i]
    const value = sign * values[index]
    let at = i
    while (at > 0 && sign * values[ranked[at - 1]] > value) {
      ranked[at] = ranked[at - 1]
      at--
    }
    ranked[at] = index
  }
  return ranked
}

/** Bits needed to write a whole number, at most one word of them. */
function bitLength(whole: number): number {
  return whole >= WORD ? 32 : 32 - Math.clz32(whole)
}
