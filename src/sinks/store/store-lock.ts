/** @module Lets one process at a time open a store: PGlite itself would let two, and they would destroy it. */

import { hostname } from 'node:os'
import { acquireProcessLock, type LockHolder, type ProcessLock } from '../../journal/process-lock.ts'
import { SinkError } from '../sink.ts'
import type { StoreFiles } from './store-files.ts'

/**
 * Takes the lock of a store; the folder must exist.
 *
 * @param purpose - what the process is doing, for whoever is refused: `run`
 * @throws SinkError naming the process that has the store open
 */
export function acquireStoreLock({ folder, lock }: StoreFiles, purpose: string): ProcessLock {
  return acquireProcessLock(lock, purpose, (holder) => new SinkError('misconfigured', heldMessage(folder, holder)))
}

function heldMessage(folder: string, holder: LockHolder | null): string {
  if (holder === null) {
    return `The store ${folder} is open in another process: stop that first, or give another folder with --store.`
  }
  const { pid, host, purpose, since } = holder
  const what = purpose === null ? '' : ` (${purpose})`
  const where = host === hostname() ? '' : ` on ${host}`
  const begun = since === null ? '' : ` since ${since.slice(0, 19).replace('T', ' ')} UTC`
  return `The store ${folder} has been open in process ${pid}${what}${where}${begun}: stop that first, or give another folder with --store.`
}
