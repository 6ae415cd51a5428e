/**
 * @module When events claim what they control: as planned, but without gaps and overlaps between successive events.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3.3 and schema version 2.1.0, EventStatus.currentStatus
 */

import { RESPONSE_STATUS } from '../model/response.ts'
import { type Span, specifiedEnd, startWindow } from './effective-span.ts'
import type { EventPlan } from './event-plan.ts'
import { outranks } from './program-event.ts'

export interface Claim<Content> extends Span {
  readonly plan: EventPlan<Content>
  /** Whether it ends because the event has lost the target before. */
  readonly isLost: boolean
}

/** What the events of these plans claim of one target. */
export function targetClaims<Content>(plans: readonly EventPlan<Content>[], target: string): Claim<Content>[] {
  const rivals = plans.filter(({ source }) => source.rejection === null && source.targets.includes(target))
  const replaced = rivals.filter(({ earlyEnd }) => earlyEnd?.status === RESPONSE_STATUS.superseded)
  const sequence = inSequence(rivals)
  return rivals.map((plan) => {
    const [end, lostAt] = [endBefore(sequence, plan), plan.lost[target] ?? Number.POSITIVE_INFINITY]
    return { plan, start: startOver(replaced, plan), end: Math.min(end, lostAt), isLost: lostAt < end }
  })
}

/**
 * When an event starts: where its server says that it has replaced another one of the same program, at once, since
 * nothing else would hold until then. Only devices that might not have started the other one yet keep to their randomness.
 */
function startOver(replaced: readonly EventPlan<unknown>[], plan: EventPlan<unknown>): number {
  let start = plan.span.start
  for (const { source, earlyEnd } of replaced) {
    const isItsOwn = source.programMrid === plan.source.programMrid && outranks(plan.source, source)
    if (earlyEnd === null || !isItsOwn) continue
    const { at } = earlyEnd
    const randomStarts = startWindow(source.event)
    const isStarting = at >= randomStarts.start && at < randomStarts.end
    if (!isStarting && startWindow(plan.source.event).start <= at) start = Math.min(start, at)
  }
  return start
}

interface Sequence {
  /** Those that ever start, by the start of their intervals. */
  readonly plans: readonly EventPlan<unknown>[]
  /** The earliest effective start of each and all behind it [s since 1970]. */
  readonly earliestStarts: readonly number[]
}

function inSequence(rivals: readonly EventPlan<unknown>[]): Sequence {
  const plans = rivals.filter(isEverStarted).sort((a, b) => startOf(a) - startOf(b))
  const earliestStarts: number[] = []
  let earliest = Number.POSITIVE_INFINITY
  for (const { span } of plans.toReversed()) {
    earliest = Math.min(earliest, span.start)
    earliestStarts.push(earliest)
  }
  return { plans, earliestStarts: earliestStarts.reverse() }
}

/**
 * When an event ends: where another one follows on it, when that one starts here, sooner or later. Nor does randomness
 * let it run into a later one: events conflict only if their intervals do.
 */
function endBefore({ plans, earliestStarts }: Sequence, plan: EventPlan<unknown>): number {
  if (plan.earlyEnd !== null) return plan.earlyEnd.at
  const end = specifiedEnd(plan.source.event)
  const index = plans.findIndex((other) => startOf(other) >= end)
  // An event without a duration would follow on itself.
  if (index < 0 || startOf(plan) >= end) return plan.span.end
  let next: EventPlan<unknown> | null = null
  for (let at = index; at < plans.length && startOf(plans[at]) === end; at++) {
    if (next === null || outranks(plans[at].source, next.source)) next = plans[at]
  }
  return Math.max(plan.span.start, Math.min(next?.span.start ?? plan.span.end, earliestStarts[index]))
}

function startOf({ source }: EventPlan<unknown>): number {
  return source.event.interval.start
}

function isEverStarted(plan: EventPlan<unknown>): boolean {
  return (plan.earlyEnd?.at ?? plan.span.end) > plan.span.start
}
