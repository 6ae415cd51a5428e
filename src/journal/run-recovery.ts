/** @module Where a run's journal ends, whether its last tick is in the active segment or in the one closed before. */

import { RunError } from '../errors/problem.ts'
import { closedSegments } from './journal-files.ts'
import type { JournalTail, TickMeters } from './journal-recovery.ts'
import { recoverJournal } from './journal-recovery.ts'

export interface RunTail {
  /** Time of the last complete tick of the whole journal; null when there is none. */
  readonly lastTickMs: number | null
  /** The active segment. */
  readonly active: JournalTail
}

/**
 * Finds the last complete tick of a run.
 *
 * Right after midnight the active segment may be missing or hold no complete tick; the newest closed one then does.
 *
 * @throws UsageError for files that are not a journal of these meters
 */
export function recoverRun(outputFile: string, meters: TickMeters): RunTail {
  const active = recoverJournal(outputFile, meters)
  if (active.lastTickMs !== null) return { lastTickMs: active.lastTickMs, active }
  const segments = closedSegments(outputFile)
  const newest = segments.at(-1)
  if (newest === undefined) return { lastTickMs: null, active }
  const plain = segments.findLast(
    (segment) => segment.date === newest.date && segment.part === newest.part && !segment.compressed,
  )
  if (plain === undefined) {
    throw new RunError(`The last tick of the run is in ${newest.path}: decompress it with gunzip, then resume.`)
  }
  const closed = recoverJournal(plain.path, meters)
  if (closed.lastTickMs === null || closed.cut !== null) {
    throw new RunError(
      `The closed segment ${plain.path} does not end with a complete tick; it was changed after the run.`,
    )
  }
  return { lastTickMs: closed.lastTickMs, active }
}
