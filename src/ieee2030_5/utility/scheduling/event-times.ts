/**
 * @module When an event may begin and end at the earliest and the latest, with what clients add at random.
 *
 * A negative randomization lets clients begin earlier or end earlier by up to as much, a positive one later.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3 (effective start time and effective scheduled period)
 */

import type { ScheduledEvent } from './scheduled-event.ts'

type Times = Pick<ScheduledEvent, 'start' | 'duration' | 'randomizeStart' | 'randomizeDuration'>

/** [s since 1970 UTC] */
export function earliestStart({ start, randomizeStart }: Times): number {
  return start + Math.min(0, randomizeStart ?? 0)
}

/** The moment at which it is over for every client [s since 1970 UTC]. */
export function latestEnd({ start, duration, randomizeStart, randomizeDuration }: Times): number {
  return start + duration + Math.max(0, randomizeStart ?? 0) + Math.max(0, randomizeDuration ?? 0)
}
