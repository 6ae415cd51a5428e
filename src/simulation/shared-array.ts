/** @module Columns in shared memory, so that workers fill parts of them side by side without copying. */

/** A zeroed column of doubles that can be handed to a worker. */
export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}
