/** @module A place in a line of the journal, and what can be read there at a fraction of the cost of parsing. */

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const FIRST_PRINTABLE = 0x20
const WORD_BYTES = 4

/** Digits whose number a double holds exactly, as it does the powers of ten of as many decimals. */
const MAX_DIGITS = 15
const POWERS_OF_TEN = Float64Array.from({ length: MAX_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`))

/** Bytes that are mostly found where they are looked for: they are compared by words, as most of a line is names of fields. */
export class ExpectedBytes {
  readonly bytes: Uint8Array
  readonly words: Uint32Array

  constructor(bytes: Uint8Array) {
    const view = viewOf(bytes)
    const words = Math.floor(bytes.length / WORD_BYTES)
    this.bytes = bytes
    this.words = Uint32Array.from({ length: words }, (_, index) => view.getUint32(WORD_BYTES * index))
  }

  /** @param text - of ASCII characters */
  static of(text: string): ExpectedBytes {
    return new ExpectedBytes(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  }
}

export class LineCursor {
  /** The memory the line is in, with others: places are counted from its begin. */
  memory: Uint8Array = new Uint8Array()
  at = 0
  #end = 0
  #view = viewOf(this.memory)

  moveTo(line: Uint8Array): void {
    if (line.buffer !== this.memory.buffer) {
      this.memory = new Uint8Array(line.buffer)
      this.#view = viewOf(this.memory)
    }
    this.at = line.byteOffset
    this.#end = line.byteOffset + line.length
  }

  isAtEnd(): boolean {
    return this.at === this.#end
  }

  /** Steps over these bytes. */
  skip({ bytes, words }: ExpectedBytes): boolean {
    const begin = this.at
    const end = begin + bytes.length
    if (end > this.#end) return false
    const view = this.#view
    let at = begin
    for (let index = 0; index < words.length; index++) {
      if (view.getUint32(at) !== words[index]) return false
      at += WORD_BYTES
    }
    for (; at < end; at++) {
      if (this.memory[at] !== bytes[at - begin]) return false
    }
    this.at = end
    return true
  }

  /** Steps over a text without escapes, and returns where it begins, behind its quotation mark; or -1. */
  skipText(): number {
    const { memory } = this
    const end = this.#end
    if (memory[this.at] !== QUOTE) return -1
    const begin = this.at + 1
    let at = begin
    for (; at < end && memory[at] !== QUOTE; at++) {
      if (memory[at] === BACKSLASH || memory[at] < FIRST_PRINTABLE) return -1
    }
    if (at >= end) return -1
    this.at = at + 1
    return begin
  }

  /** Steps over a number of few digits, and returns it; or NaN. What ends it, such as an exponent, is not looked at. */
  number(): number {
    const { memory } = this
    let at = this.at
    const negative = memory[at] === MINUS
    if (negative) at++
    const begin = at
    let digits = 0
    // May run on behind the line: what is expected next is not found there.
    for (let digit = memory[at] - ZERO; digit >= 0 && digit <= 9; digit = memory[++at] - ZERO) {
      digits = digits * 10 + digit
    }
    const whole = at - begin
    let decimals = 0
    if (memory[at] === POINT) {
      const point = at++
      for (let digit = memory[at] - ZERO; digit >= 0 && digit <= 9; digit = memory[++at] - ZERO) {
        digits = digits * 10 + digit
      }
      decimals = at - point - 1
      if (decimals === 0) return Number.NaN
    }
    if (whole === 0 || whole + decimals > MAX_DIGITS) return Number.NaN
    this.at = at
    // Of two numbers that are exact the quotient is the nearest double.
    const value = decimals === 0 ? digits : digits / POWERS_OF_TEN[decimals]
    return negative ? -value : value
  }
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, length)
}
