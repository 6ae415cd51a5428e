/** @module Decides how a run begins: anew, or where an earlier one left off. */

import type { SettingOrigin } from '../config/effective-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { type CheckpointRead, readCheckpoint } from '../journal/checkpoint-file.ts'
import { existingRunFiles, journalFiles } from '../journal/journal-files.ts'
import { describeCut } from '../journal/journal-recovery.ts'
import { recoverRun } from '../journal/run-recovery.ts'
import { type CheckpointHeader, parseCheckpointHeader } from './checkpoint-header.ts'
import type { RunInputs } from './run-inputs.ts'

/** How a run begins. */
export interface RunOpening {
  readonly startMs: number
  /** What to continue from; null for a new run. */
  readonly resumed: ResumedRun | null
  /** Whether what an earlier run left has to be deleted first, by whoever begins this one. */
  readonly replaces: boolean
  /** What people should know: damaged generations passed over, a torn tail cut off. */
  readonly notices: readonly string[]
}

export interface ResumedRun {
  readonly header: CheckpointHeader
  readonly columns: ReadonlyMap<string, Uint8Array>
  /** The journal's last complete tick. */
  readonly lastTick: number
  /** Bytes of the active segment up to the end of that tick. */
  readonly validLength: number
}

/**
 * Looks at what an earlier run left at OUTPUT_FILE and decides how to begin. Nothing is changed.
 *
 * @param newStartMs - start of the run if it is a new one [ms since 1970 UTC]
 * @throws UsageError when there is something that may neither be continued nor replaced
 */
export async function openRun(inputs: RunInputs, newStartMs: number): Promise<RunOpening> {
  const { settings, origins } = inputs
  const existing = existingRunFiles(settings.outputFile)
  const anew: RunOpening = { startMs: newStartMs, resumed: null, replaces: existing.length > 0, notices: [] }
  if (settings.fresh || existing.length === 0) {
    return anew
  }
  if (!settings.resume) {
    throw refusal(
      origins.outputFile,
      'no journal there yet',
      `There is ${existing[0]}: continue it with --resume, replace it with --fresh, or give another --output. Nothing was changed`,
    )
  }
  return resumeRun(inputs, anew)
}

async function resumeRun(inputs: RunInputs, anew: RunOpening): Promise<RunOpening> {
  const { settings, origins, fleet } = inputs
  const { checkpoint } = journalFiles(settings.outputFile)
  const tail = recoverRun(settings.outputFile, { size: fleet.size, meterId: (index) => fleet.meter(index).meterId })
  const lastTickOf = ({ startMs }: CheckpointHeader): number =>
    tail.lastTickMs === null ? 0 : (tail.lastTickMs - startMs) / (settings.intervalSeconds * 1000)
  const read = await readCheckpoint(checkpoint, (content) => {
    const header = parseCheckpointHeader(content)
    if (header === null) {
      return 'written by another program or version'
    }
    // A checkpoint of other settings is the user's to decide about, not a damaged one to pass over.
    const fits = header.fingerprint === inputs.fingerprint
    return fits && header.tick > lastTickOf(header) ? 'ahead of the journal' : null
  })
  if (read.kind !== 'found') {
    return withoutCheckpoint(read, inputs, tail.lastTickMs, anew)
  }
  const header = parseCheckpointHeader(read.content.header)
  if (header === null || header.fingerprint !== inputs.fingerprint) {
    throw refusal(
      origins.outputFile,
      'a checkpoint of the same settings, campus file and program version',
      `Something that shapes the readings has changed since ${read.path} was written: restore it, start over with --fresh, or give another --output`,
    )
  }
  if (settings.startMs !== null && settings.startMs !== header.startMs) {
    const began = new Date(header.startMs).toISOString()
    throw refusal(
      origins.startMs,
      `the start of the run to continue, ${began}`,
      `Leave ${origins.startMs.key} out to continue it, start over with --fresh, or give another --output`,
    )
  }
  const { validLength, cut } = tail.active
  return {
    startMs: header.startMs,
    replaces: false,
    resumed: { header, columns: read.content.columns, lastTick: lastTickOf(header), validLength },
    notices: [...read.warnings, ...(cut === null ? [] : [describeCut(cut)])],
  }
}

/** A journal without a usable checkpoint cannot be continued; an empty one is simply begun. */
function withoutCheckpoint(
  read: Exclude<CheckpointRead, { kind: 'found' }>,
  { origins }: RunInputs,
  lastTickMs: number | null,
  anew: RunOpening,
): RunOpening {
  const warnings = read.kind === 'unusable' ? read.warnings : []
  if (lastTickMs === null) {
    return { ...anew, notices: warnings }
  }
  const found = warnings.length === 0 ? 'There is a journal without its checkpoint' : warnings.join('; ')
  throw refusal(
    origins.outputFile,
    'a journal with a usable checkpoint beside it',
    `${found}: start over with --fresh or give another --output`,
  )
}

function refusal(origin: SettingOrigin, expected: string, fix: string): UsageError {
  return new UsageError([{ ...origin, expected, fix }])
}
