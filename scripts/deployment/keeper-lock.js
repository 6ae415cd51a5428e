/** @module The lock that a campus's keeper holds until it has noted how the campus ended: of two starts at once, one is refused. */

import { acquireProcessLock, lockHolder } from '../../dist/journal/process-lock.js'
import { LOCK_FILE } from './places.js'

const LOOK_MS = 20

/** @throws Error when another keeper has it */
export function takeKeeperLock() {
  return acquireProcessLock(LOCK_FILE, 'deployment', (holder) => {
    const who = holder === null ? 'somebody else' : `process ${holder.pid}`
    return new Error(`The campus is being started by ${who} already: status tells how it does.`)
  })
}

/** Waits until no keeper is left that could still note something. */
export async function untilForsaken() {
  while (lockHolder(LOCK_FILE) !== null) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}
