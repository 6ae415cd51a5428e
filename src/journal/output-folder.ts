/** @module Makes sure, before anything starts, that the journal can be written where it is wanted. */

import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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
 * @param source - where the path was given, for the message: `--output` or `OUTPUT_FILE`
 * @throws UsageError naming the folder, what was expected and how to fix it
 */
export function prepareOutputFolder(outputFile: string, source = '--output'): void {
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
    throw problem(
      source,
      'output folder',
      folder,
      REASONS[errorCode(error)] ?? `a folder that can be written to (${reason})`,
      'Change its permissions, or give another --output.',
    )
  }
  const existing = statSync(outputFile, { throwIfNoEntry: false })
  if (existing !== undefined && !existing.isFile()) {
    const kind = existing.isDirectory()
      ? `a file in that folder, such as ${join(outputFile, 'meter_readings.jsonl')}`
      : 'a regular file'
    throw problem(source, 'output', outputFile, kind, 'The journal is read back after a crash.')
  }
}

/** Node's own recursive mkdir never returns where a parent exists but accepts no children, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}

function problem(source: string, key: string, value: string, expected: string, fix: string): UsageError {
  return new UsageError([{ source, key, value, expected, fix }])
}
