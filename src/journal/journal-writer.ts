/** @module Appends to the active segment in order, off the main thread, and says what is durable. */

import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RunError } from '../errors/problem.ts'
import { syncFolder } from './folder-sync.ts'
import { writeFailure } from './write-failure.ts'

/** One system call never writes more than this. */
const MAX_WRITE_BYTES = 1 << 30

export interface JournalWriterOptions {
  /** Make every block durable behind the caller's back, as a batch run wants; otherwise only `flush` does. */
  readonly syncBlocks?: boolean
}

/**
 * The only writer of the active segment.
 *
 * A failure is final: the file is cut back to whole ticks where the disk still allows it, and every later call
 * rejects with the same error.
 */
export class JournalWriter {
  readonly path: string
  readonly #handle: FileHandle
  readonly #syncBlocks: boolean
  #length: number
  /** Length up to the last complete tick. */
  #tickEnd: number
  #durable: number
  #last: Promise<void> = Promise.resolve()
  #closed = false

  private constructor(path: string, handle: FileHandle, length: number, options: JournalWriterOptions) {
    this.path = path
    this.#handle = handle
    this.#syncBlocks = options.syncBlocks ?? false
    this.#length = length
    this.#tickEnd = length
    this.#durable = length
  }

  /**
   * Opens a segment, made if missing, to continue behind its valid part; whatever follows that is cut off.
   *
   * @param validLength - bytes to keep, a whole number of ticks
   */
  static async open(path: string, validLength = 0, options: JournalWriterOptions = {}): Promise<JournalWriter> {
    let handle: FileHandle | undefined
    try {
      handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o644)
      const { size } = await handle.stat()
      if (size < validLength) {
        throw new RunError(`The journal ${path} has become shorter: ${size} bytes instead of ${validLength}.`)
      }
      if (size > validLength) await handle.truncate(validLength)
      if (size !== validLength) await handle.sync()
      await syncFolder(dirname(path))
      return new JournalWriter(path, handle, validLength, options)
    } catch (error) {
      await handle?.close()
      if (error instanceof RunError) throw error
      throw writeFailure(error, 'the journal', path, 'Nothing was changed.')
    }
  }

  /** Bytes accepted so far, written or about to be. */
  get length(): number {
    return this.#length
  }

  /** Bytes that survive a power cut. */
  get durableLength(): number {
    return this.#durable
  }

  /**
   * Appends a block; it is written while the caller goes on.
   *
   * @param bytes - must stay unchanged until the next `append` or `flush` has resolved, so two buffers suffice
   * @param endsTick - false when the tick goes on in the next block
   * @returns resolves when all earlier blocks are written: at most this one is still under way
   */
  append(bytes: Uint8Array, endsTick = true): Promise<void> {
    const earlier = this.#last
    const position = this.#length
    this.#length += bytes.length
    const tickEnd = endsTick ? this.#length : null
    void this.#enqueue(async () => {
      await this.#write(bytes, position)
      if (tickEnd !== null) this.#tickEnd = tickEnd
      if (this.#syncBlocks) await this.#sync(position + bytes.length)
    })
    return earlier
  }

  /** Resolves when everything appended so far is durable. */
  flush(): Promise<void> {
    const target = this.#length
    return this.#enqueue(() => this.#sync(target))
  }

  /** Flushes and closes; further calls do nothing. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    try {
      await this.flush()
    } finally {
      await this.#handle.close()
    }
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    const next = this.#last.then(step)
    // The failure is thrown by the next call; until then it must not count as unhandled.
    next.catch(() => undefined)
    this.#last = next
    return next
  }

  async #write(bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const size = Math.min(bytes.length - done, MAX_WRITE_BYTES)
        const { bytesWritten } = await this.#handle.write(bytes, done, size, position + done)
        done += bytesWritten
      }
    } catch (error) {
      throw await this.#fail(error, this.#tickEnd)
    }
  }

  async #sync(target: number): Promise<void> {
    if (target <= this.#durable) return
    try {
      await this.#handle.datasync()
    } catch (error) {
      // After a failed sync the pages written since the last one may be gone although a second sync succeeds.
      throw await this.#fail(error, this.#durable)
    }
    this.#durable = target
  }

  async #fail(error: unknown, keep: number): Promise<RunError> {
    try {
      await this.#handle.truncate(keep)
      await this.#handle.datasync()
    } catch {
      // A disk that refuses this as well leaves the remainder to the recovery of the next start.
    }
    return writeFailure(error, 'the journal', this.path, `Its first ${keep} bytes, all whole ticks, stay valid.`)
  }
}
