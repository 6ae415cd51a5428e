/** @module The clocks of this machine. */

import { setTimeout as delay } from 'node:timers/promises'
import type { MachineClock } from '../run/pacing.ts'

export const machineClock: MachineClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(delayMs, signal) {
    // An abort ends the sleep; that is all it has to say here.
    await delay(delayMs, undefined, { signal }).catch(() => undefined)
  },
}
