/** @module Room on the disk a journal is on, and how much of it is too little. */

import { statfs } from 'node:fs/promises'

/** The run will soon have to stop [B]. */
export const DISK_FULL_BELOW = 100e6
/** A day of the campus at 15 s is a few hundred megabytes [B]. */
export const DISK_LOW_BELOW = 2e9

/** Of the disk a folder is on: free for this user, and all of it [B]. */
export async function diskSpace(folder: string): Promise<{ readonly freeBytes: number; readonly sizeBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize }
}
