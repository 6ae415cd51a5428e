/** @module Can the output be written, and may it be? Tried in earnest, and nothing is left behind. */

import { mkdtemp, open, rmdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Settings } from '../../config/settings.ts'
import { existingRunFiles } from '../../journal/journal-files.ts'
import type { Check, CheckResult } from './check.ts'
import { nearestExisting } from './existing-folder.ts'

const RECORDED =
  'An earlier run is recorded there, so run will refuse: continue it with --resume, replace it with --fresh, or give ' +
  'another --output.'

type Output = Pick<Settings, 'outputFile' | 'resume' | 'fresh'>

/** The check of one output file. */
export function outputFolderCheck(output: Output): Check {
  return { name: 'Output', run: () => tryOutput(output) }
}

async function tryOutput({ outputFile, resume, fresh }: Output): Promise<CheckResult> {
  const fix = 'Change its permissions, or choose another file with --output or OUTPUT_FILE.'
  const folder = dirname(resolve(outputFile))
  const existing = await nearestExisting(folder)
  if (!existing.isFolder) return { status: 'fail', detail: `${existing.path} is not a folder`, fix }
  try {
    // An empty folder with a name of its own shows the same permission as a file would, and never meets one of ours.
    await rmdir(await mkdtemp(join(existing.path, '.write-check-')))
    const size = await writableSize(outputFile)
    const detail = size === null ? outputFile : `${outputFile}, ${(size / 1e6).toFixed(1)} MB so far`
    if (existingRunFiles(outputFile).length > 0 && !resume && !fresh) return { status: 'warn', detail, fix: RECORDED }
    if (size !== null) return { status: 'pass', detail }
    return { status: 'pass', detail: existing.path === folder ? outputFile : `${outputFile}, its folder will be made` }
  } catch (error) {
    // Node.js says "EACCES: permission denied, mkdtemp …"; what was tried is of no interest here.
    const reason = error instanceof Error ? error.message.replace(/, .*/, '') : String(error)
    return { status: 'fail', detail: `${outputFile} cannot be written: ${reason}`, fix }
  }
}

/** Size of the output as it is [B], opened for writing to prove that it can be; null when there is none. */
async function writableSize(outputFile: string): Promise<number | null> {
  const found = await stat(outputFile).catch(() => null)
  if (found === null) return null
  const file = await open(outputFile, 'r+')
  await file.close()
  return found.size
}
