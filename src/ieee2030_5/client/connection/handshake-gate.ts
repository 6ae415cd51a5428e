/** @module How many handshakes go on at a time: a server that comes back is not met by thousands at once. */

/** Lets so many in; the others wait in their order. */
export class HandshakeGate {
  #free: number
  readonly #waiting: (() => void)[] = []

  /** @param places - handshakes at a time */
  constructor(places: number) {
    this.#free = places
  }

  /** Resolves when there is a place; whoever gets it calls `leave`. */
  enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  leave(): void {
    const next = this.#waiting.shift()
    if (next === undefined) {
      this.#free++
    } else {
      next()
    }
  }
}
