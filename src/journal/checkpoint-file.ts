/** @module The container of an engine's state: a JSON header and named columns, whole or rejected. */

import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CheckpointContent } from './checkpoint-layout.ts'
import { CHECKSUM_BYTES, encodePreamble, PADDING, paddingAfter, parseCheckpoint } from './checkpoint-layout.ts'
import { syncFolder } from './folder-sync.ts'
import { checkpointGenerations } from './journal-files.ts'
import { errorCode, writeFailure } from './write-failure.ts'

/** Columns are hashed and written in pieces, so that the event loop is never held for long. */
const CHUNK_BYTES = 8 * 1024 * 1024

/** What reading found: a usable checkpoint, none at all, or only damaged or refused ones. */
export type CheckpointRead =
  | { readonly kind: 'found'; readonly path: string; readonly content: CheckpointContent; readonly warnings: string[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly warnings: string[] }

/**
 * Writes a checkpoint in place of the newest, which becomes the previous generation.
 *
 * The columns are written from their own memory: they must not change until this resolves.
 *
 * @param header - anything JSON can hold
 */
export async function writeCheckpoint(
  path: string,
  header: object,
  columns: ReadonlyMap<string, ArrayBufferView>,
): Promise<void> {
  const [current, temporary, previous] = checkpointGenerations(path)
  try {
    const handle = await open(temporary, 'w')
    try {
      await writeContent(handle, header, columns)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameIfPresent(current, previous)
    await rename(temporary, current)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw writeFailure(error, 'the checkpoint', path, 'The journal and the checkpoint before this one stay valid.')
  }
}

/**
 * Reads the newest usable generation.
 *
 * @param accept - says why a whole checkpoint cannot be used, such as one ahead of the journal; null accepts it
 */
export async function readCheckpoint(
  path: string,
  accept: (header: unknown) => string | null = () => null,
): Promise<CheckpointRead> {
  const warnings: string[] = []
  for (const candidate of checkpointGenerations(path)) {
    const bytes = await readIfPresent(candidate)
    if (bytes === null) continue
    const content = parseCheckpoint(bytes)
    const refusal = typeof content === 'string' ? content : accept(content.header)
    if (typeof content !== 'string' && refusal === null) return { kind: 'found', path: candidate, content, warnings }
    warnings.push(`${candidate}: ${refusal}`)
  }
  return warnings.length === 0 ? { kind: 'absent' } : { kind: 'unusable', warnings }
}

async function writeContent(
  handle: FileHandle,
  header: object,
  columns: ReadonlyMap<string, ArrayBufferView>,
): Promise<void> {
  const hash = createHash('sha256')
  const put = async (bytes: Uint8Array): Promise<void> => {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      const chunk = bytes.subarray(start, start + CHUNK_BYTES)
      hash.update(chunk)
      await writeFully(handle, chunk)
    }
  }
  await put(encodePreamble(header, columns))
  for (const { buffer, byteOffset, byteLength } of columns.values()) {
    await put(new Uint8Array(buffer, byteOffset, byteLength))
    await put(PADDING.subarray(0, paddingAfter(byteLength)))
  }
  const checksum = hash.digest()
  if (checksum.length !== CHECKSUM_BYTES) throw new TypeError('unexpected checksum length')
  await writeFully(handle, checksum)
}

async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}

async function renameIfPresent(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
  try {
    const { size } = await handle.stat()
    // Not from Buffer's pool, so that columns start at multiples of eight and can be viewed without a copy.
    const bytes = new Uint8Array(size)
    let done = 0
    while (done < size) {
      const { bytesRead } = await handle.read(bytes, done, Math.min(size - done, 1 << 30), done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return bytes
  } finally {
    await handle.close()
  }
}
