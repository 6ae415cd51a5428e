/**
 * @module Which of the events that claim the same thing has it when.
 *
 * @see IEEE Std 2030.5-2018, 10.2.3.3
 */

import type { EventPlan } from './event-plan.ts'
import { outranks } from './program-event.ts'
import type { Claim } from './target-claims.ts'

/** The part of a claim in which it is fulfilled; empty when until is not after from. */
export interface Tenure<Content> {
  readonly plan: EventPlan<Content>
  /** [s since 1970] */
  readonly from: number
  readonly until: number
  /** Whether another event took it, or never let it begin. */
  readonly isLost: boolean
}

/**
 * At any time one event at most has the target. An event that starts takes it from one that it outranks, and does not
 * get it from one that outranks it. What an event has lost it does not get back: it is superseded, not interrupted.
 */
export function targetTenures<Content>(claims: readonly Claim<Content>[]): Tenure<Content>[] {
  const order = claims.filter(({ start, end }) => start < end).sort(byStartAndRank)
  const lostAt = new Map<Claim<Content>, number>()
  let holder: Claim<Content> | null = null
  for (const claim of order) {
    if (holder === null || holder.end <= claim.start) {
      holder = claim
    } else if (outranks(claim.plan.source, holder.plan.source)) {
      lostAt.set(holder, claim.start)
      holder = claim
    } else {
      lostAt.set(claim, claim.start)
    }
  }
  return claims.map((claim) => {
    const lost = lostAt.get(claim)
    return { plan: claim.plan, from: claim.start, until: lost ?? claim.end, isLost: lost !== undefined }
  })
}

/** Of events that start together the one that outranks the others first. */
function byStartAndRank(a: Claim<unknown>, b: Claim<unknown>): number {
  if (a.start !== b.start) return a.start - b.start
  return outranks(a.plan.source, b.plan.source) ? -1 : 1
}
