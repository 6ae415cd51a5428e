/** @module Keeps two simulators from writing one journal. */

import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import type { SettingOrigin } from '../config/effective-settings.ts'
import { UsageError } from '../errors/problem.ts'
import { journalFiles } from './journal-files.ts'
import type { ProcessIdentity } from './process-identity.ts'
import { isAlive, processIdentity } from './process-identity.ts'
import { errorCode } from './write-failure.ts'

/** A holder refreshes its lock this often, for those who cannot look at its process. */
const REFRESH_MS = 10_000
/** A lock of another machine not refreshed for this long is abandoned. */
const ABANDONED_MS = 60_000
const ATTEMPTS = 5

export interface RunLock {
  readonly path: string
  /** True when the lock of a dead process was taken over. */
  readonly tookOver: boolean
  /** Gives the lock up; further calls do nothing. */
  release(): void
}

/**
 * Takes the exclusive lock beside `outputFile`; the folder must exist.
 *
 * @param origin - where the path was given, for the message
 * @throws UsageError naming the process that holds it
 */
export function acquireRunLock(outputFile: string, origin: SettingOrigin): RunLock {
  const path = journalFiles(outputFile).lock
  const content = JSON.stringify(processIdentity(process.pid))
  let tookOver = false
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(path, content)) return heldLock(path, content, tookOver)
    const held = read(path)
    if (held === null) continue
    if (isHeld(path, held)) throw lockedBy(origin, held)
    takeAway(path, held)
    tookOver = true
  }
  throw lockedBy(origin, read(path) ?? '')
}

function create(path: string, content: string): boolean {
  let fd: number
  try {
    fd = openSync(path, 'wx')
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(fd, content)
  } finally {
    closeSync(fd)
  }
  return true
}

function heldLock(path: string, content: string, tookOver: boolean): RunLock {
  const refresh = setInterval(() => {
    try {
      const now = new Date()
      utimesSync(path, now, now)
    } catch {
      // The lock's age matters to other machines only; the journal's own errors tell when the disk is gone.
    }
  }, REFRESH_MS)
  refresh.unref()
  return {
    path,
    tookOver,
    release() {
      clearInterval(refresh)
      if (read(path) === content) rmSync(path, { force: true })
    },
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

function isHeld(path: string, content: string): boolean {
  const holder = parseHolder(content)
  if (holder !== null && holder.host === hostname()) {
    // A restarted container gives the same number to the same program: its own name in the lock is from a past life.
    return isAlive(holder) && !(holder.pid === process.pid && holder.started === null)
  }
  // Another machine's process, or a lock another simulator is just writing.
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age < (holder === null ? REFRESH_MS : ABANDONED_MS)
}

/** Moves a dead lock away; if another simulator replaced it in the meantime, its lock is put back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  if (read(aside) === dead) rmSync(aside, { force: true })
  else renameSync(aside, path)
}

function parseHolder(content: string): ProcessIdentity | null {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  if (!('pid' in value) || !('host' in value) || !('started' in value)) return null
  const { pid, host, started } = value
  if (!Number.isSafeInteger(pid) || typeof pid !== 'number' || pid <= 0 || typeof host !== 'string') return null
  return typeof started === 'string' || started === null ? { pid, host, started } : null
}

function lockedBy(origin: SettingOrigin, content: string): UsageError {
  const holder = parseHolder(content)
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
