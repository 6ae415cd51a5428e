/** @module What a meter would cost if it were one random number, one exponential and some memory. */

import { philox4x32 } from '../src/random/philox.ts'
import { STREAM, toUniform } from '../src/random/random.ts'

const TWO_PI = 2 * Math.PI
const SEED = 42
const COLUMNS = 10

/**
 * Per element one counter-based normal deviate, one `exp`, ten typed-array reads and ten writes.
 *
 * A simulation cannot do with less and still give each meter its own noise: the yardstick of the full model.
 */
export class ReferenceLoop {
  readonly #size: number
  readonly #columns: readonly Float64Array[]
  readonly #words = new Uint32Array(4)
  #step = 0

  constructor(size: number) {
    this.#size = size
    this.#columns = Array.from({ length: COLUMNS }, () =>
      new Float64Array(new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT)).fill(0.5),
    )
  }

  advance(): void {
    const [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9] = this.#columns
    const words = this.#words
    this.#step += 1
    for (let i = 0; i < this.#size; i++) {
      philox4x32(this.#step, 0, i, STREAM.load, SEED, 0, words)
      const normal = Math.sqrt(-2 * Math.log(toUniform(words[0]))) * Math.cos(TWO_PI * toUniform(words[1]))
      const factor = Math.exp(0.1 * normal)
      c0[i] = 0.9 * c0[i] + factor
      c1[i] = 0.9 * c1[i] + normal
      c2[i] = c2[i] > factor ? c2[i] : factor
      c3[i] = 1 - 0.5 * c3[i]
      c4[i] = 0.9 * c4[i] - factor
      c5[i] = 0.9 * c5[i] - normal
      c6[i] = 0.5 * (c6[i] + factor)
      c7[i] = 0.5 * (c7[i] + normal)
      c8[i] = 0.9 * c8[i] + 2 * factor
      c9[i] = 0.9 * c9[i] + 2 * normal
    }
  }
}
