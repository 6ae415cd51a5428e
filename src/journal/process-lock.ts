/** @module A lock file that one process holds until it lets go or dies. */

import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { isAlive, type ProcessIdentity, processIdentity } from './process-identity.ts'
import { errorCode } from './write-failure.ts'

/** A holder refreshes its lock this often, for those who cannot look at its process. */
const REFRESH_MS = 10_000
/** A lock of another machine not refreshed for this long is abandoned. */
const ABANDONED_MS = 60_000
const ATTEMPTS = 20
/** How long to wait while another process is removing the same dead lock [ms]. */
const WAIT_MS = 10

/** Who holds a lock, and what for. */
export interface LockHolder extends ProcessIdentity {
  /** When it took it, ISO 8601; null in a lock of an older version. */
  readonly since: string | null
  /** What it is doing: `run`; null in a lock of an older version. */
  readonly purpose: string | null
}

export interface ProcessLock {
  readonly path: string
  /** True when the lock of a dead process was taken over. */
  readonly tookOver: boolean
  /** Gives the lock up; further calls do nothing. */
  release(): void
}

/**
 * Takes the lock; its folder must exist.
 *
 * @param refusal - makes the error of who holds it; null when that cannot be read
 * @throws what `refusal` made
 */
export function acquireProcessLock(
  path: string,
  purpose: string,
  refusal: (holder: LockHolder | null) => Error,
): ProcessLock {
  const content = JSON.stringify({ ...processIdentity(process.pid), since: new Date().toISOString(), purpose })
  let tookOver = false
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(path, content)) return heldLock(path, content, tookOver)
    const held = read(path)
    if (held === null) continue
    if (isHeld(path, held)) throw refusal(parseHolder(held))
    removeDead(path, held)
    tookOver = true
  }
  throw refusal(parseHolder(read(path) ?? ''))
}

/** Who holds a lock now; null when nobody does. */
export function lockHolder(path: string): LockHolder | null {
  const held = read(path)
  return held !== null && isHeld(path, held) ? parseHolder(held) : null
}

/** Makes the lock with its content at once, where the file system has hard links. */
function create(path: string, content: string): boolean {
  const aside = `${path}.${randomUUID()}`
  writeFileSync(aside, content, { flag: 'wx' })
  try {
    linkSync(aside, path)
    return true
  } catch (error) {
    return errorCode(error) === 'EEXIST' ? false : createWithoutLink(path, content)
  } finally {
    rmSync(aside, { force: true })
  }
}

function createWithoutLink(path: string, content: string): boolean {
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

function heldLock(path: string, content: string, tookOver: boolean): ProcessLock {
  const refresh = setInterval(() => {
    try {
      const now = new Date()
      utimesSync(path, now, now)
    } catch {
      // The lock's age matters to other machines only; what it guards tells when the disk is gone.
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
  // Another machine's process, or a lock another process is just writing.
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age < (holder === null ? REFRESH_MS : ABANDONED_MS)
}

/**
 * Removes a dead lock, under a lock of its own: of two who found it dead, the slower would remove the one the quicker
 * has just made.
 */
function removeDead(path: string, dead: string): void {
  const claim = `${path}.${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`
  let lock: ProcessLock
  try {
    lock = acquireProcessLock(claim, 'takeover', () => new ClaimedError())
  } catch (error) {
    if (!(error instanceof ClaimedError)) throw error
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
    return
  }
  try {
    if (read(path) === dead && !isHeld(path, dead)) rmSync(path, { force: true })
  } finally {
    lock.release()
  }
}

/** Another process is removing the same dead lock. */
class ClaimedError extends Error {}

function parseHolder(content: string): LockHolder | null {
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
  if (typeof started !== 'string' && started !== null) return null
  const since = 'since' in value && typeof value.since === 'string' ? value.since : null
  const purpose = 'purpose' in value && typeof value.purpose === 'string' ? value.purpose : null
  return { pid, host, started, since, purpose }
}
