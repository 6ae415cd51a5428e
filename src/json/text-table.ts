/** @module Texts encoded once as UTF-8 and then copied into a byte buffer many at a time, four bytes per store. */

const WORD = 4
const MAX_UTF8_BYTES_PER_UNIT = 3

/** The words are read in the platform's byte order, so they are stored in it as well. */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** An append-only list of texts, addressed by the order they were added in. */
export class TextTable {
  readonly #encoder = new TextEncoder()
  #bytes: Uint8Array<ArrayBuffer>
  #words: Uint32Array
  #starts: Uint32Array
  #lengths: Uint32Array
  #count = 0
  #wordCount = 0
  /** Length of the longest text [bytes]. */
  longest = 0
  /** Length of all texts together [bytes]. */
  totalBytes = 0

  /** @param expected - how many texts will be added, to allocate once */
  constructor(expected = 16) {
    this.#starts = new Uint32Array(expected)
    this.#lengths = new Uint32Array(expected)
    this.#bytes = new Uint8Array(expected * 32)
    this.#words = new Uint32Array(this.#bytes.buffer)
  }

  /** Forgets all texts but keeps the memory. */
  clear(): void {
    this.#count = 0
    this.#wordCount = 0
    this.longest = 0
    this.totalBytes = 0
  }

  /** Adds a text and returns its index. */
  add(text: string): number {
    this.#reserve(text.length * MAX_UTF8_BYTES_PER_UNIT)
    const start = this.#wordCount * WORD
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(start))
    this.#starts[this.#count] = this.#wordCount
    this.#lengths[this.#count] = written
    this.#wordCount += Math.ceil(written / WORD)
    this.longest = Math.max(this.longest, written)
    this.totalBytes += written
    return this.#count++
  }

  /**
   * Copies a text.
   *
   * @returns the offset behind the text; up to three bytes behind it are overwritten
   */
  copy(index: number, view: DataView, at: number): number {
    const words = this.#words
    const length = this.#lengths[index]
    let word = this.#starts[index]
    const end = at + length
    for (let to = at; to < end; to += WORD) view.setUint32(to, words[word++], LITTLE_ENDIAN)
    return end
  }

  #reserve(extraBytes: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = grown(this.#starts, this.#count + 1)
      this.#lengths = grown(this.#lengths, this.#count + 1)
    }
    const needed = this.#wordCount * WORD + extraBytes
    if (needed > this.#bytes.length) {
      this.#words = grown(this.#words, Math.ceil(needed / WORD))
      this.#bytes = new Uint8Array(this.#words.buffer as ArrayBuffer)
    }
  }
}

function grown(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(Math.max(array.length * 2, length))
  larger.set(array)
  return larger
}
