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
}

/** What the events of these plans claim of one target. */
export function targetClaims<Content>(plans: readonly EventPlan<Content>[], target: string): Claim<Content>[] {
  const rivals = plans.filter(({ source }) => source.rejection === null && source.targets.includes(target))
  return rivals.map((plan) => ({ plan, start: startAmong(plan, rivals), end: endAmong(plan, rivals) }))
}

/**
 * When an event starts: where its server says that it has replaced another one of the same program, at once, since
 * nothing else would hold until then. Only devices that might not have started the other one yet keep to their randomness.
 */
function startAmong<Content>(plan: EventPlan<Content>, rivals: readonly EventPlan<Content>[]): number {
  let start = plan.span.start
  for (const replaced of rivals) {
    if (replaced.earlyEnd?.status !== RESPONSE_STATUS.superseded || !isReplacedBy(replaced, plan)) continue
    const { at } = replaced.earlyEnd
    const randomStarts = startWindow(replaced.source.event)
    const isStarting = at >= randomStarts.start && at < randomStarts.end
    if (!isStarting && startWindow(plan.source.event).start <= at) start = Math.min(start, at)
  }
  return start
}

function isReplacedBy<Content>(replaced: EventPlan<Content>, plan: EventPlan<Content>): boolean {
  return replaced.source.programMrid === plan.source.programMrid && outranks(plan.source, replaced.source)
}

/**
 * When an event ends: where another one follows on it, when that one starts here, sooner or later. Nor does randomness
 * let it run into a later one: events conflict only if their intervals do.
 */
function endAmong<Content>(plan: EventPlan<Content>, rivals: readonly EventPlan<Content>[]): number {
  if (plan.earlyEnd !== null) return plan.earlyEnd.at
  const end = specifiedEnd(plan.source.event)
  const later = rivals.filter((other) => other !== plan && startOf(other) >= end && isEverStarted(other))
  const next = later.filter((other) => startOf(other) === end).reduce<EventPlan<Content> | null>(firstOf, null)
  const ends = [next?.span.start ?? plan.span.end, ...later.map(({ span }) => span.start)]
  return Math.max(plan.span.start, Math.min(...ends))
}

function firstOf<Content>(first: EventPlan<Content> | null, other: EventPlan<Content>): EventPlan<Content> {
  return first === null || outranks(other.source, first.source) ? other : first
}

function startOf({ source }: EventPlan<unknown>): number {
  return source.event.interval.start
}

function isEverStarted(plan: EventPlan<unknown>): boolean {
  return (plan.earlyEnd?.at ?? plan.span.end) > plan.span.start
}
