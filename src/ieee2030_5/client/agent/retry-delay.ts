/** @module How long to wait before something that failed is tried again. */

import { backoffMs } from '../../../delivery/backoff.ts'
import type { ClientError } from '../connection/client-error.ts'

/** What is refused or not understood is not likely to be better soon [ms]. */
const FIRST_REFUSED_MS = 250
const REFUSED_STEP = 4
const REFUSED_MS = 60_000

/**
 * At first soon, and later seldom; longer if the server asks for it.
 *
 * @param failures - in a row, from 1
 * @param jitter - from 0 to 1
 * @param speed - of the simulated time: one that goes faster makes what is refused be asked for more often
 * @returns [ms of the wall clock]
 */
export function retryDelayMs(fault: ClientError, failures: number, jitter: number, speed: number): number {
  const refusedMs = Math.min(REFUSED_MS / Math.max(1, speed), FIRST_REFUSED_MS * REFUSED_STEP ** failures)
  return Math.max(
    backoffMs(failures, jitter),
    1000 * (fault.refusal?.retryAfterSeconds ?? 0),
    fault.isTransport ? 0 : refusedMs,
  )
}
