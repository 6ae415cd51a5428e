/** @module How long to wait before a destination is tried again. */

const FIRST_MS = 250
const LONGEST_MS = 30_000

/** Failures in a row after which the circuit opens: it is then only probed, and nobody waits for it. */
export const FAILURES_TO_OPEN = 5

/**
 * Exponential back-off with jitter, so that many simulators do not come back at the same moment: between half and all of
 * 250 ms · 2^(failures − 1), at most 30 s.
 *
 * @param failures - in a row, from 1
 * @param jitter - from 0 to 1
 * @returns [ms]
 */
export function backoffMs(failures: number, jitter: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return most * (0.5 + jitter / 2)
}
