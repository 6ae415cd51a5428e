/** @module Gathers readings into blocks, so that writing and computing overlap. */

import type { JournalWriter } from '../journal/journal-writer.ts'

/** A block of readings is handed over once it holds this much [bytes]. */
const READING_BLOCK_BYTES = 4 * 1024 * 1024

/** Fills one buffer while the journal writes the other. */
export class BlockAppender {
  #writer: JournalWriter
  readonly #blockBytes: number
  #buffer: Uint8Array<ArrayBuffer>
  #spare: Uint8Array<ArrayBuffer>
  #used = 0

  /** @param blockBytes - size from which a block is handed over; each of two buffers has room for as much again */
  constructor(writer: JournalWriter, blockBytes = READING_BLOCK_BYTES) {
    this.#writer = writer
    this.#blockBytes = blockBytes
    this.#buffer = new Uint8Array(2 * blockBytes)
    this.#spare = new Uint8Array(2 * blockBytes)
  }

  /** Bytes of the segment including what is still gathered here. */
  get length(): number {
    return this.#writer.length + this.#used
  }

  /** Copies lines of the present tick. */
  async take(lines: Uint8Array): Promise<void> {
    if (this.#used + lines.length > this.#buffer.length) {
      await this.#handOver(false)
    }
    if (lines.length > this.#buffer.length) {
      this.#buffer = new Uint8Array(lines.length)
    }
    this.#buffer.set(lines, this.#used)
    this.#used += lines.length
  }

  /** Ends a tick; a full block goes to the journal. */
  async endTick(): Promise<void> {
    if (this.#used >= this.#blockBytes) {
      await this.#handOver(true)
    }
  }

  /** Makes everything taken so far durable; call it between ticks. */
  async flush(): Promise<void> {
    await this.#handOver(true)
    await this.#writer.flush()
  }

  /** Goes on in another segment; call it after `flush`. */
  switchTo(writer: JournalWriter): void {
    this.#writer = writer
  }

  async #handOver(endsTick: boolean): Promise<void> {
    if (this.#used === 0) {
      return
    }
    const block = this.#buffer.subarray(0, this.#used)
    this.#buffer = this.#spare
    this.#spare = new Uint8Array(block.buffer)
    this.#used = 0
    await this.#writer.append(block, endsTick)
  }
}
