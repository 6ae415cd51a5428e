/** @module Columns that have become too short. */

/** A copy with zeros up to twice the length. */
export function doubledInts(column: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * column.length)
  longer.set(column)
  return longer
}

/** The same for doubles. */
export function doubledDoubles(column: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * column.length)
  longer.set(column)
  return longer
}
