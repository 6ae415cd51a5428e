/** @module Is there room for the output? */

import { dirname, resolve } from 'node:path'
import { DISK_FULL_BELOW, DISK_LOW_BELOW, diskSpace } from '../../journal/disk-space.ts'
import type { Check, CheckResult } from './check.ts'
import { nearestExisting } from './existing-folder.ts'

const MEGABYTE = 1e6
const GIGABYTE = 1e9

/** The check of the disk one output file is on. */
export function diskSpaceCheck(outputFile: string): Check {
  return {
    name: 'Disk space',
    async run() {
      const { path } = await nearestExisting(dirname(resolve(outputFile)))
      const { freeBytes } = await diskSpace(path)
      return judgeDiskSpace(freeBytes)
    },
  }
}

/** @param freeBytes - free for this user [B] */
export function judgeDiskSpace(freeBytes: number): CheckResult {
  const isLarge = freeBytes >= GIGABYTE
  const detail = `${(freeBytes / (isLarge ? GIGABYTE : MEGABYTE)).toFixed(1)} ${isLarge ? 'GB' : 'MB'} free`
  const fix = 'Free some space, or choose another disk with --output or OUTPUT_FILE.'
  if (freeBytes < DISK_FULL_BELOW) return { status: 'fail', detail, fix }
  return freeBytes < DISK_LOW_BELOW ? { status: 'warn', detail, fix } : { status: 'pass', detail }
}
