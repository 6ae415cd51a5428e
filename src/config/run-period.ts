/** @module When a run begins and ends, once it is known what time it is. */

import { type Problem, UsageError } from '../errors/problem.ts'
import { formatDuration } from './duration.ts'
import type { Settings } from './settings.ts'

/** The simulated time a run covers [ms since 1970 UTC]; a live run has no end. */
export interface RunPeriod {
  readonly startMs: number
  readonly endMs: number | null
}

/**
 * The period of a run: a start left open is now, rounded down to the interval.
 *
 * @param settings - the run
 * @param nowMs - current time [ms since 1970 UTC]
 * @throws UsageError when the end does not lie a whole number of intervals after now
 */
export function runPeriod(
  settings: Pick<Settings, 'startMs' | 'endMs' | 'durationMs' | 'intervalSeconds'>,
  nowMs: number,
): RunPeriod {
  const { endMs, durationMs, intervalSeconds } = settings
  const intervalMs = intervalSeconds * 1000
  const startMs = settings.startMs ?? Math.floor(nowMs / intervalMs) * intervalMs
  if (endMs === null) return { startMs, endMs: durationMs === null ? null : startMs + durationMs }
  const fix = periodLengthFix(endMs - startMs, intervalSeconds, startMs)
  if (fix === null) return { startMs, endMs }
  const problem: Problem = {
    source: 'settings',
    key: 'end',
    value: new Date(endMs).toISOString(),
    expected: `a whole number of intervals of ${intervalSeconds} s after the start, ${new Date(startMs).toISOString()}`,
    fix,
  }
  throw new UsageError([problem])
}

/**
 * How to mend the length of a run that is not one or more whole intervals.
 *
 * @param lengthMs - from start to end [ms]
 * @param intervalSeconds - time between readings [s]
 * @param startMs - start when the run was given by its end [ms since 1970 UTC]; null when by its duration
 * @returns the nearest lengths or ends as a sentence, or null when the length is right
 */
export function periodLengthFix(lengthMs: number, intervalSeconds: number, startMs: number | null): string | null {
  const intervalMs = intervalSeconds * 1000
  if (lengthMs > 0 && lengthMs % intervalMs === 0) return null
  const below = Math.floor(lengthMs / intervalMs) * intervalMs
  const candidates = (below > 0 ? [below, below + intervalMs] : [Math.max(intervalMs, below + intervalMs)]).map(
    (length) => (startMs === null ? formatDuration(length) : new Date(startMs + length).toISOString()),
  )
  return candidates.length === 1 ? `The nearest is ${candidates[0]}` : `The nearest are ${candidates.join(' and ')}`
}
