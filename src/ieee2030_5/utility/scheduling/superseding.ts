/**
 * @module Which events take the place of others: the newer one, where both say the same kind of thing to the same devices
 * at overlapping times.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3 (rules for overlapping events) and schema 2.1.0, EventStatus
 */

import { earliestStart, latestEnd } from './event-times.ts'
import type { ScheduledEvent } from './scheduled-event.ts'

export interface Superseding {
  /** From when on it is superseded [s since 1970 UTC]; null while nothing is to take its place. */
  readonly at: number | null
  /** Since when it is known that a part of it may be superseded [s since 1970 UTC]; null when it is not so. */
  readonly possibleSince: number | null
}

export interface Timeline {
  /** By mRID. */
  readonly supersedings: ReadonlyMap<string, Superseding>
  /** Everything that holds for a time, the newest first. */
  readonly inForce: readonly InForce[]
}

/** An event and the time in which it holds [s since 1970 UTC]. */
export interface InForce {
  readonly event: ScheduledEvent
  readonly start: number
  readonly until: number
}

/**
 * What holds when in one container, and what is superseded by what: from the newest to the oldest, since only what is
 * itself in force for a time takes the place of others.
 *
 * @param events - all of a container
 */
export function timelineOf(events: Iterable<ScheduledEvent>): Timeline {
  const found = new Map<string, Superseding>()
  const newer: InForce[] = []
  for (const event of [...events].sort((a, b) => b.sequence - a.sequence)) {
    const start = earliestStart(event)
    const end = Math.min(latestEnd(event), event.cancellation?.at ?? Number.POSITIVE_INFINITY)
    const superseding = supersedingOf(event, newer)
    found.set(event.mrid, superseding)
    const until = Math.min(end, superseding.at ?? Number.POSITIVE_INFINITY)
    if (start < until) newer.push({ event, start, until })
  }
  return { supersedings: found, inForce: newer }
}

function supersedingOf(event: ScheduledEvent, newer: readonly InForce[]): Superseding {
  let at: number | null = null
  let possibleSince: number | null = null
  for (const other of newer) {
    if (other.event.mrid !== event.replacedBy && !overlap(event, other)) continue
    if (other.event.mrid === event.replacedBy || haveSameTargets(event, other.event)) {
      at = least(at, Math.max(other.start, other.event.createdAt))
    } else if (haveCommonTargets(event, other.event)) {
      possibleSince = least(possibleSince, other.event.createdAt)
    }
  }
  return { at, possibleSince }
}

function overlap(event: ScheduledEvent, { start, until }: InForce): boolean {
  return start < latestEnd(event) && earliestStart(event) < until
}

function least(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b)
}

/** Messages are read one beside the other, and every reservation is one of its own. */
function haveSameTargets(a: ScheduledEvent, b: ScheduledEvent): boolean {
  if (a.kind === 'der_control' && b.kind === 'der_control') {
    const [modesA, modesB] = [modesOf(a), modesOf(b)]
    const sameModes = modesA.length === modesB.length && modesA.every((mode) => modesB.includes(mode))
    return sameModes && a.own.deviceCategory === b.own.deviceCategory
  }
  if (a.kind === 'load_control' && b.kind === 'load_control') return a.own.deviceCategory === b.own.deviceCategory
  return a.kind === 'price' && b.kind === 'price'
}

function haveCommonTargets(a: ScheduledEvent, b: ScheduledEvent): boolean {
  if (a.kind === 'der_control' && b.kind === 'der_control') {
    const modesB = modesOf(b)
    return modesOf(a).some((mode) => modesB.includes(mode)) && shareCategory(a.own.deviceCategory, b.own.deviceCategory)
  }
  return a.kind === 'load_control' && b.kind === 'load_control'
    ? shareCategory(a.own.deviceCategory, b.own.deviceCategory)
    : false
}

/** Bit maps of up to 32 bits; without one, every device is meant. */
function shareCategory(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined || (a & b) !== 0
}

/** The controls it gives; the ramp is how, not what. */
function modesOf({ own }: Extract<ScheduledEvent, { kind: 'der_control' }>): string[] {
  return Object.entries(own.DERControlBase).flatMap(([mode, value]) =>
    value === undefined || mode === 'rampTms' ? [] : [mode],
  )
}
