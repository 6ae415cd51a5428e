/** @module The file that tells what run a journal is of, for those who read it without the run's settings. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { UsageError } from '../errors/problem.ts'
import { syncFolder } from './folder-sync.ts'
import { journalFiles } from './journal-files.ts'
import { type MeterEntry, type RunManifest, runManifestSchema } from './run-manifest.ts'
import { errorCode, writeFailure } from './write-failure.ts'

/** Meters written at once: a fleet of millions is never one text. */
const METERS_AT_ONCE = 10_000

/** A manifest whose meters are made one by one. */
export type ManifestSource = Omit<RunManifest, 'meters'> & { readonly meters: Iterable<MeterEntry> }

/**
 * The identity of a run: equal for equal fingerprints and starts.
 *
 * @param startMs - [ms since 1970 UTC]
 * @returns the form of a UUID
 */
export function derivedRunId(fingerprint: string, startMs: number): string {
  const hex = createHash('sha256').update(`${fingerprint}\0${startMs}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** Writes `<stem>.run.json` aside and puts it in place: it is whole or not there. */
export async function writeManifest(outputFile: string, { meters, ...head }: ManifestSource): Promise<void> {
  const { manifest, folder } = journalFiles(outputFile)
  const temporary = `${manifest}.tmp`
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.write(`${JSON.stringify(head, null, 1).slice(0, -2)},\n "meters": [`)
      let separator = '\n'
      let texts: string[] = []
      const flush = async (): Promise<void> => {
        if (texts.length > 0) {
          await handle.write(`${separator}${texts.join(',\n')}`)
          separator = ',\n'
          texts = []
        }
      }
      for (const meter of meters) {
        texts.push(`  ${JSON.stringify(meter)}`)
        if (texts.length === METERS_AT_ONCE) {
          await flush()
        }
      }
      await flush()
      await handle.write('\n ]\n}\n')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, manifest)
    await syncFolder(folder)
  } catch (error) {
    await rm(temporary, { force: true })
    throw writeFailure(error, 'the description of the run', manifest, 'The journal itself is valid.')
  }
}

/**
 * Reads the manifest of a journal.
 *
 * @returns null when there is none
 * @throws UsageError when it cannot be understood
 */
export function readManifest(outputFile: string): RunManifest | null {
  const { manifest } = journalFiles(outputFile)
  let text: string
  try {
    text = readFileSync(manifest, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null
    }
    const value = error instanceof Error ? error.message : String(error)
    throw new UsageError([{ source: manifest, key: 'file', value, expected: 'a readable file' }])
  }
  const parsed = runManifestSchema.safeParse(parseJson(text))
  if (parsed.success) {
    return parsed.data
  }
  const [issue] = parsed.error.issues
  const key = issue === undefined || issue.path.length === 0 ? 'file' : issue.path.join('.')
  const fix = 'Continue the run once with --resume: it writes the file anew'
  throw new UsageError([{ source: manifest, key, expected: 'the description of a run as this program writes it', fix }])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
