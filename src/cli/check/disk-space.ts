/** @module Is there room for the output? */

import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Check, CheckResult } from './check.ts'
import { nearestExisting } from './existing-folder.ts'

const MEGABYTE = 1e6
const GIGABYTE = 1e9
const FAIL_BELOW = 100 * MEGABYTE
/** A day of the campus at 15 s is a few hundred megabytes. */
const WARN_BELOW = 2 * GIGABYTE

/** The check of the disk one output file is on. */
export function diskSpaceCheck(outputFile: string): Check {
  return {
    name: 'Disk space',
    async run() {
      const { path } = await nearestExisting(dirname(resolve(outputFile)))
      const { bavail, bsize } = await statfs(path)
      return judgeDiskSpace(bavail * bsize)
    },
  }
}

/** @param freeBytes - free for this user [B] */
export function judgeDiskSpace(freeBytes: number): CheckResult {
  const isLarge = freeBytes >= GIGABYTE
  const detail = `${(freeBytes / (isLarge ? GIGABYTE : MEGABYTE)).toFixed(1)} ${isLarge ? 'GB' : 'MB'} free`
  const fix = 'Free some space, or choose another disk with --output or OUTPUT_FILE.'
  if (freeBytes < FAIL_BELOW) return { status: 'fail', detail, fix }
  return freeBytes < WARN_BELOW ? { status: 'warn', detail, fix } : { status: 'pass', detail }
}
