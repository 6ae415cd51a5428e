/** @module Memory to work in, used again slot after slot: once there is enough of it, clearing a slot takes no more. */

/**
 * Lends columns in the order of a stack.
 *
 * A column is as long as asked for and holds whatever was left in its memory, so its borrower writes before reading. It
 * stays lent until `giveBack` is called with a place taken before it; a result made of such columns lives as long. Only
 * the columns' memory is kept: a view of it costs a fifteenth of a new column, and leaves the collector nothing to free.
 */
export class Workspace {
  /** Memory of each place in the stack, as long as the longest column it ever held. */
  readonly #blocks: ArrayBuffer[] = []
  #lent = 0

  /** How many columns are lent: the place to give back to. */
  get place(): number {
    return this.#lent
  }

  /** Takes back every column lent since the stack was at a place. */
  giveBack(place: number): void {
    this.#lent = place
  }

  ints(rows: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#block(rows * Int32Array.BYTES_PER_ELEMENT), 0, rows)
  }

  doubles(rows: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#block(rows * Float64Array.BYTES_PER_ELEMENT), 0, rows)
  }

  bytes(rows: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#block(rows), 0, rows)
  }

  #block(bytes: number): ArrayBuffer {
    const place = this.#lent++
    let block = this.#blocks[place]
    if (block === undefined || block.byteLength < bytes) {
      block = new ArrayBuffer(bytes)
      this.#blocks[place] = block
    }
    return block
  }
}
