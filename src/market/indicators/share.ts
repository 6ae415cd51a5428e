/** @module A part of a whole, where there is a whole. */

/** A share, or null where there is nothing to take a share of: never 0 for want of a denominator. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
