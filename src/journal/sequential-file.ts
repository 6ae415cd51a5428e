/** @module Reads a file from some place on, compressed or not, piece by piece. */

import type { ReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { JournalDamage } from './journal-damage.ts'
import { errorCode } from './write-failure.ts'

/** A file that is read forward; places count its bytes before compression. */
export interface SequentialFile {
  /** The next bytes, at most `length` of them; null at the present end of the file. */
  next(length: number): Promise<Buffer | null>
  close(): Promise<void>
}

/**
 * Opens a file at an offset. It stays readable when it is renamed or deleted.
 *
 * @throws the system's error when it cannot be opened
 */
export async function openSequential(path: string, compressed: boolean, offset: number): Promise<SequentialFile> {
  return compressed ? openCompressed(path, offset) : new PlainFile(await open(path, 'r'), offset)
}

class PlainFile implements SequentialFile {
  readonly #handle: FileHandle
  #offset: number

  constructor(handle: FileHandle, offset: number) {
    this.#handle = handle
    this.#offset = offset
  }

  async next(length: number): Promise<Buffer | null> {
    const { bytesRead, buffer } = await this.#handle.read(Buffer.allocUnsafeSlow(length), 0, length, this.#offset)
    this.#offset += bytesRead
    return bytesRead === 0 ? null : buffer.subarray(0, bytesRead)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

async function openCompressed(path: string, offset: number): Promise<SequentialFile> {
  const handle = await open(path, 'r')
  const file = new CompressedFile(path, handle)
  for (let skipped = 0; skipped < offset; ) {
    const bytes = await file.next(offset - skipped)
    if (bytes === null) {
      break
    }
    skipped += bytes.length
  }
  return file
}

class CompressedFile implements SequentialFile {
  readonly #path: string
  readonly #handle: FileHandle
  readonly #source: ReadStream
  readonly #pieces: AsyncIterator<Buffer>
  #rest: Buffer | null = null
  #offset = 0

  constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
    // Closed here: a stream closes its handle some time after it has ended, which may be too late.
    this.#source = handle.createReadStream({ autoClose: false })
    // A fault of either stream is met by whoever reads on.
    const plain = pipeline(this.#source, createGunzip(), () => undefined)
    this.#pieces = plain[Symbol.asyncIterator]()
  }

  async next(length: number): Promise<Buffer | null> {
    let piece = this.#rest
    if (piece === null) {
      piece = await this.#decompress()
      if (piece === null) {
        return null
      }
      this.#offset += piece.length
    }
    this.#rest = piece.length > length ? piece.subarray(length) : null
    return piece.subarray(0, length)
  }

  async #decompress(): Promise<Buffer | null> {
    try {
      const result = await this.#pieces.next()
      return result.done === true ? null : result.value
    } catch (error) {
      if (errorCode(error).startsWith('Z_')) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new JournalDamage(this.#path, this.#offset, `what follows cannot be decompressed (${reason})`)
      }
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return?.()
    this.#source.destroy()
    await this.#handle.close()
  }
}
