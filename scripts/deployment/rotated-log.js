/** @module A log in files of limited size: `x.log`, and what came before it in `x.log.1` to `x.log.5`. */

import { closeSync, existsSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

const MOST_BYTES = 10 * 1024 * 1024
const KEPT = 5
const LINE_END = 10

export class RotatedLog {
  #path
  #fd
  #bytes

  constructor(path) {
    this.#path = path
    this.#open()
  }

  /** Appends a piece of the log. What cannot be written is left out: a full disk must not end who is logged. */
  write(piece) {
    try {
      writeSync(this.#fd, piece)
      this.#bytes += piece.length
      if (this.#bytes >= MOST_BYTES && piece.at(-1) === LINE_END) this.#rotate()
    } catch {
      // Nowhere to say it.
    }
  }

  #open() {
    this.#fd = openSync(this.#path, 'a', 0o640)
    this.#bytes = fstatSync(this.#fd).size
  }

  #rotate() {
    const numbered = (number) => (number === 0 ? this.#path : `${this.#path}.${number}`)
    for (let number = KEPT; number > 0; number--) {
      if (existsSync(numbered(number - 1))) renameSync(numbered(number - 1), numbered(number))
    }
    closeSync(this.#fd)
    this.#open()
  }
}
