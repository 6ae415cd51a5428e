/**
 * @module When an event holds at one device: its interval, moved by the randomness of that device.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3.2 and schema version 2.1.0, RandomizableEvent
 */

import { sha256Hex } from '../../certificates/sha256.ts'
import type { EventFields } from './program-event.ts'

/** Includes its start and not its end [s since 1970]; empty when the end is not after the start. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What a random number is for: each gets one of its own. */
export type RandomPurpose = 'start' | 'duration' | 'cancellation'

const HEX_DIGITS_OF_WORD = 8
const WORDS = 2 ** 32

/**
 * A whole number from 0 to `bound`, which may be negative, each as likely as any other.
 *
 * A function of event and device: the same after a restart, and different from device to device.
 *
 * @param bound - [s]
 * @param lfdi - of the device, 40 hexadecimal digits in any case
 * @returns [s]
 */
export function randomOffset(bound: number, mRID: string, lfdi: string, purpose: RandomPurpose): number {
  if (bound === 0) return 0
  const digest = sha256Hex(JSON.stringify([mRID, lfdi.toUpperCase(), purpose]))
  const share = Number.parseInt(digest.slice(0, HEX_DIGITS_OF_WORD), 16) / WORDS
  return Math.sign(bound) * Math.floor(share * (Math.abs(bound) + 1))
}

/** When the event was to end, before any randomness [s since 1970]. */
export function specifiedEnd(event: EventFields): number {
  return event.interval.start + event.interval.duration
}

/** When the event holds at a device, whatever other events there are. */
export function effectiveSpan(event: EventFields, lfdi: string): Span {
  const start = event.interval.start + randomOffset(event.randomizeStart ?? 0, event.mRID, lfdi, 'start')
  const duration = event.interval.duration + randomOffset(event.randomizeDuration ?? 0, event.mRID, lfdi, 'duration')
  return { start, end: start + Math.max(0, duration) }
}

/** In which the event starts at one device or another; empty without randomisation. */
export function startWindow(event: EventFields): Span {
  const bound = event.randomizeStart ?? 0
  return { start: event.interval.start + Math.min(0, bound), end: event.interval.start + Math.max(0, bound) }
}

/** How long after its cancellation with randomisation an event ends at a device [s]. */
export function cancellationDelay(event: EventFields, lfdi: string): number {
  const bound = Math.max(Math.abs(event.randomizeStart ?? 0), Math.abs(event.randomizeDuration ?? 0))
  return randomOffset(bound, event.mRID, lfdi, 'cancellation')
}
