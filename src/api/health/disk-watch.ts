/** @module Looks at the disk of the journal now and then. */

import { dirname, resolve } from 'node:path'
import { DISK_FULL_BELOW, DISK_LOW_BELOW, diskSpace } from '../../journal/disk-space.ts'
import { type Judgement, well } from './judgement.ts'

/** How often [ms]. */
const LOOK_MS = 10_000
const FIX = 'Free some space, or keep fewer days with OUTPUT_KEEP_DAYS; the run stops when the disk is full.'

export class DiskWatch {
  readonly #folder: string
  #space: { readonly freeBytes: number; readonly sizeBytes: number } | null = null
  #error: string | null = null
  #lookedMs = Number.NEGATIVE_INFINITY

  constructor(outputFile: string) {
    this.#folder = dirname(resolve(outputFile))
  }

  /** As it was looked at last; null before, and where there is none. */
  get space(): { readonly freeBytes: number; readonly sizeBytes: number } | null {
    return this.#space
  }

  /** Looks again if it is time; what it sees counts from the next time on. */
  async look(nowMs: number): Promise<void> {
    if (nowMs - this.#lookedMs < LOOK_MS) return
    this.#lookedMs = nowMs
    try {
      this.#space = await diskSpace(this.#folder)
      this.#error = null
    } catch (error) {
      // Before the run has made its folder there is nothing to tell.
      if (this.#space !== null) this.#error = error instanceof Error ? error.message : String(error)
      this.#space = null
    }
  }

  judge(): Judgement[] {
    if (this.#error !== null) {
      const fix = 'See whether the folder of the output file is still there.'
      return [{ component: 'disk', status: 'failed', error: this.#error, fix }]
    }
    return this.#space === null ? [] : [judgeSpace(this.#space.freeBytes)]
  }
}

/** @param freeBytes - free for this user [B] */
export function judgeSpace(freeBytes: number): Judgement {
  if (freeBytes >= DISK_LOW_BELOW) return well('disk')
  const status = freeBytes < DISK_FULL_BELOW ? 'failed' : 'degraded'
  return { component: 'disk', status, error: `only ${(freeBytes / 1e6).toFixed(0)} MB are free`, fix: FIX }
}
