/** @module What is found when a part of the simulator is looked at. */

import type { HealthState } from '../component-health.ts'

export interface Judgement {
  readonly component: string
  readonly status: HealthState
  /** What is wrong, or went wrong last; null where nothing is known. */
  readonly error: string | null
  /** What to do; null where nothing has to be done. */
  readonly fix: string | null
  /** How long it has to be found so before it counts [ms]; at once unless given. */
  readonly graceMs?: number
}

export function well(component: string, error: string | null = null): Judgement {
  return { component, status: 'ok', error, fix: null }
}
