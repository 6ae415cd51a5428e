/** @module Takes what is unreadable out of a journal, so that what is good can be read and delivered again. */

import { createWriteStream } from 'node:fs'
import { appendFile, open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { linesForward } from './forward-lines.ts'
import type { FileReport, JournalFault } from './verify-journal.ts'

/** Where a file's unreadable lines are kept, one JSON object each. */
export function rejectedPath(path: string): string {
  return `${path.replace(/\.gz$/, '')}.rejected`
}

/**
 * Blanks the unreadable lines of a file: every other line stays where it was, so that places in the file keep their
 * meaning. A torn end is cut off. What is taken out is kept beside the file first.
 *
 * @returns lines taken out
 */
export async function repairFile(report: FileReport): Promise<number> {
  const bad = report.faults.filter(({ kind }) => kind !== 'order')
  if (bad.length === 0) {
    return 0
  }
  await keepRejected(report, bad)
  if (report.compressed) {
    await rewriteCompressed(report.path, new Set(bad.map(({ start }) => start)))
  } else {
    await blankInPlace(report.path, bad)
  }
  return bad.length
}

async function keepRejected(report: FileReport, bad: readonly JournalFault[]): Promise<void> {
  const starts = new Set(bad.map(({ start }) => start))
  const entries: string[] = []
  for await (const { start, bytes } of linesForward(report.path, report.compressed)) {
    if (starts.has(start)) {
      entries.push(`${JSON.stringify({ offset: start, base64: bytes.toString('base64') })}\n`)
    }
  }
  await appendFile(rejectedPath(report.path), entries.join(''), { flush: true })
}

async function blankInPlace(path: string, bad: readonly JournalFault[]): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    const torn = bad.find(({ kind }) => kind === 'torn')
    for (const { start, length, kind } of bad) {
      if (kind === 'unreadable') {
        await handle.write(Buffer.alloc(length, ' '), 0, length, start)
      }
    }
    if (torn !== undefined) {
      await handle.truncate(torn.start)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function rewriteCompressed(path: string, bad: ReadonlySet<number>): Promise<void> {
  const temporary = `${path}.tmp`
  async function* mended(): AsyncGenerator<Buffer> {
    for await (const { start, bytes, isWhole } of linesForward(path, true)) {
      yield bad.has(start) ? Buffer.alloc(bytes.length, ' ') : bytes
      if (isWhole || bad.has(start)) yield Buffer.from('\n')
    }
  }
  try {
    await pipeline(mended, createGzip(), createWriteStream(temporary, { flush: true }))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
