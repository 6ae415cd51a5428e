/** @module Makes sure, before anything starts, that the journal can be written where it is wanted. */

import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { SettingOrigin } from '../config/effective-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { errorCode } from './write-failure.ts'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'a folder this user may write to',
  EPERM: 'a folder this user may write to',
  EROFS: 'a folder on a file system that is not read-only',
  ENOTDIR: 'a path whose parents are folders',
  EEXIST: 'a folder, not a file',
  ENOSPC: 'a folder on a disk with space left',
  EDQUOT: 'a folder on a disk with quota left',
  ENAMETOOLONG: 'a shorter path',
}

/**
 * Creates the folder of `outputFile` where it is missing and proves that files can be written there.
 *
 * @param origin - where the path was given, for the message
 * @param flag - what gives another one
 * @throws UsageError naming the folder, what was expected and how to fix it
 */
export function prepareOutputFolder(outputFile: string, origin: SettingOrigin, flag = '--output'): void {
  const folder = dirname(resolve(outputFile))
  try {
    makeFolder(folder)
    const probe = join(folder, `.write-probe-${process.pid}`)
    try {
      const fd = openSync(probe, 'w')
      try {
        writeSync(fd, 'probe')
      } finally {
        closeSync(fd)
      }
    } finally {
      rmSync(probe, { force: true })
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const expected = REASONS[errorCode(error)] ?? `a folder that can be written to (${reason})`
    throw new UsageError([{ ...origin, expected, fix: `${folder} is not one: mend it, or give another ${flag}.` }])
  }
  const existing = statSync(outputFile, { throwIfNoEntry: false })
  if (existing !== undefined && !existing.isFile()) {
    const expected = existing.isDirectory()
      ? `a file in that folder, such as ${join(outputFile, 'meter_readings.jsonl')}`
      : 'a regular file'
    throw new UsageError([{ ...origin, expected, fix: `Give another ${flag}.` }])
  }
}

/** Node's own recursive mkdir never returns where a parent exists but accepts no children, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}
