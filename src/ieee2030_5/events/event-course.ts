/** @module What becomes of each event among all the others, from its start to its end. */

import { RESPONSE_STATUS } from '../model/response.ts'
import type { EventPlan } from './event-plan.ts'
import { targetClaims } from './target-claims.ts'
import { type Tenure, targetTenures } from './target-tenures.ts'

export type Outcome =
  | typeof RESPONSE_STATUS.completed
  | typeof RESPONSE_STATUS.cancelled
  | typeof RESPONSE_STATUS.superseded

export interface EventCourse<Content> {
  readonly plan: EventPlan<Content>
  /** When it has what it controls, by target. */
  readonly tenures: ReadonlyMap<string, Tenure<Content>>
  readonly outcome: Outcome
  /** When that comes about [s since 1970]. */
  readonly overAt: number
}

/** Courses of all events that the device can follow. */
export function eventCourses<Content>(plans: readonly EventPlan<Content>[]): EventCourse<Content>[] {
  const followed = plans.filter(({ source }) => source.rejection === null)
  const tenuresByPlan = new Map(followed.map((plan) => [plan, new Map<string, Tenure<Content>>()]))
  for (const target of new Set(followed.flatMap(({ source }) => source.targets))) {
    for (const tenure of targetTenures(targetClaims(followed, target))) {
      tenuresByPlan.get(tenure.plan)?.set(target, tenure)
    }
  }
  return [...tenuresByPlan].map(([plan, tenures]) => ({ plan, tenures, ...outcomeOf(plan, [...tenures.values()]) }))
}

/** An event is superseded when it has lost everything; as long as something is left to it, it goes on with that. */
function outcomeOf(plan: EventPlan<unknown>, tenures: readonly Tenure<unknown>[]) {
  const kept = tenures.filter(({ isLost }) => !isLost)
  const lastOf = (these: readonly Tenure<unknown>[]) => Math.max(...these.map(({ until }) => until))
  if (kept.length === 0 && tenures.length > 0) {
    return { outcome: RESPONSE_STATUS.superseded, overAt: lastOf(tenures) }
  }
  if (plan.earlyEnd !== null) return { outcome: plan.earlyEnd.status, overAt: plan.earlyEnd.at }
  return { outcome: RESPONSE_STATUS.completed, overAt: kept.length === 0 ? plan.span.end : lastOf(kept) }
}
