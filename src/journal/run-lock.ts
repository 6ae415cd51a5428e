/** @module Keeps two simulators from writing one journal. */

import { hostname } from 'node:os'
import type { SettingOrigin } from '../config/effective-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { journalFiles } from './journal-files.ts'
import { acquireProcessLock, type LockHolder, type ProcessLock } from './process-lock.ts'

export type RunLock = ProcessLock

/**
 * Takes the exclusive lock beside `outputFile`; the folder must exist.
 *
 * @param origin - where the path was given, for the message
 * @throws UsageError naming the process that holds it
 */
export function acquireRunLock(outputFile: string, origin: SettingOrigin): RunLock {
  return acquireProcessLock(journalFiles(outputFile).lock, 'run', (holder) => lockedBy(origin, holder))
}

function lockedBy(origin: SettingOrigin, holder: LockHolder | null): UsageError {
  const who = holder === null ? 'Another simulator' : `Process ${holder.pid}`
  const where = holder === null || holder.host === hostname() ? '' : ` on ${holder.host}`
  return new UsageError([
    {
      ...origin,
      expected: 'a journal no other simulator is writing',
      fix: `${who}${where} is writing it: stop it first, or give another --output.`,
    },
  ])
}
