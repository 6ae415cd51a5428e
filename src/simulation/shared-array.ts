/** @module Columns in shared memory, so that workers fill parts of them side by side without copying. */

/** A zeroed column of doubles that can be handed to a worker. */
export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** Columns of doubles by name. */
export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>

/** Allocates zeroed columns. */
export function sharedColumns<Name extends string>(names: readonly Name[], length: number): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, sharedFloats(length)])) as Record<Name, Float64Array>
}

/** The rows [from, to) of columns: views, not copies. */
export function sliceColumns<Name extends string>(
  columns: Columns<Name>,
  names: readonly Name[],
  from: number,
  to: number,
): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, columns[name].subarray(from, to)])) as Record<Name, Float64Array>
}
