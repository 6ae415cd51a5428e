/** @module Compresses closed segments and deletes those kept long enough. */

import { createReadStream, createWriteStream } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { syncFolder } from './folder-sync.ts'
import type { ClosedSegment } from './journal-files.ts'
import { closedSegments } from './journal-files.ts'

const TEMPORARY = '.gz.tmp'

/** What tidying did; a failure concerns one segment and never the run. */
export interface TidyReport {
  readonly compressed: readonly string[]
  readonly deleted: readonly string[]
  readonly failed: readonly { readonly path: string; readonly reason: string }[]
}

/**
 * Deletes closed segments beyond the newest `keepDays` dates and compresses the others, except those of the newest
 * date, which a restart right after midnight reads.
 *
 * A segment is replaced only by its complete, durable compressed copy; what an interrupted call left is cleaned up.
 *
 * @param keepDays - dates kept besides the active segment's; 0 keeps all
 * @param neededFrom - date from which segments are kept in any case, since they are still to be delivered
 */
export async function tidySegments(
  outputFile: string,
  keepDays: number,
  neededFrom: string | null = null,
): Promise<TidyReport> {
  const report = { compressed: [] as string[], deleted: [] as string[], failed: [] as TidyReport['failed'][number][] }
  const attempt = async (path: string, step: () => Promise<void>, done: string[] | null): Promise<void> => {
    try {
      await step()
      done?.push(path)
    } catch (error) {
      report.failed.push({ path, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  for (const path of await leftovers(outputFile)) await attempt(path, () => rm(path, { force: true }), null)
  const segments = closedSegments(outputFile)
  const dates = [...new Set(segments.map((segment) => segment.date))]
  const kept = new Set(keepDays === 0 ? dates : dates.slice(-keepDays))
  const newest = dates.at(-1)
  const isNeeded = (date: string): boolean => neededFrom !== null && date >= neededFrom
  for (const segment of segments) {
    const { path, date, compressed } = segment
    if (!kept.has(date) && !isNeeded(date)) await attempt(path, () => rm(path), report.deleted)
    else if (!compressed && date !== newest) await attempt(path, () => compress(segment), report.compressed)
  }
  return report
}

async function leftovers(outputFile: string): Promise<string[]> {
  const folder = dirname(outputFile)
  const prefix = `${basename(outputFile, '.jsonl')}.`
  const names = await readdir(folder)
  return names.filter((name) => name.startsWith(prefix) && name.endsWith(TEMPORARY)).map((name) => join(folder, name))
}

async function compress({ path }: ClosedSegment): Promise<void> {
  const temporary = `${path}${TEMPORARY}`
  try {
    await pipeline(createReadStream(path), createGzip(), createWriteStream(temporary))
    const handle = await open(temporary, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, `${path}.gz`)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
  await rm(path)
}
