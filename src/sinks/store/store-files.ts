/** @module Where the embedded store lives, and which files it has there. */

import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Settings } from '../../config/settings.ts'

/** Bytes the address of a Unix socket may have, its closing zero included, on the strictest platform (macOS; Linux has 108). */
const SOCKET_PATH_BYTES = 104

export interface StoreFiles {
  readonly folder: string
  /** PostgreSQL's data folder. */
  readonly database: string
  /** Where a new one is made before it gets its name. */
  readonly unfinished: string
  readonly lock: string
  /** Where the process that has the store open answers the shell. */
  readonly socket: string
}

/** The folder of the embedded store: as set, or `store` beside the output file. */
export function storeFolderOf({ storeFolder, outputFile }: Pick<Settings, 'storeFolder' | 'outputFile'>): string {
  return storeFolder ?? join(dirname(outputFile), 'store')
}

/** The files of the store in `folder`. */
export function storeFiles(folder: string): StoreFiles {
  const absolute = resolve(folder)
  return {
    folder: absolute,
    database: join(absolute, 'database'),
    unfinished: join(absolute, 'database.unfinished'),
    lock: join(absolute, 'store.lock'),
    socket: socketPath(absolute),
  }
}

/** In the folder where the system takes so long an address, otherwise under a name derived from it. */
function socketPath(folder: string): string {
  const path = join(folder, 'shell.sock')
  if (Buffer.byteLength(path) < SOCKET_PATH_BYTES) return path
  return join(tmpdir(), `gridtokenx-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`)
}
