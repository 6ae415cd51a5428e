/** @module The part of a path that is already there. */

import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The nearest folder at or above an absolute path that exists; where a file stands in the way, that file. */
export async function nearestExisting(path: string): Promise<{ readonly path: string; readonly isFolder: boolean }> {
  for (let candidate = path; ; candidate = dirname(candidate)) {
    const found = await stat(candidate).catch(() => null)
    if (found !== null) return { path: candidate, isFolder: found.isDirectory() }
    if (candidate === dirname(candidate)) return { path: candidate, isFolder: false }
  }
}
