/** @module Makes the names in a folder durable, as fsync does for the contents of a file. */

import { open } from 'node:fs/promises'
import { errorCode } from './write-failure.ts'

/** Some network and container file systems keep no folder entries of their own to flush and say so. */
const NOT_SUPPORTED = new Set(['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'])

/** Flushes a folder's entries to the disk; a no-op where the platform cannot open folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!NOT_SUPPORTED.has(errorCode(error))) throw error
  } finally {
    await handle.close()
  }
}
