/** @module All meters with what they measured last, page by page of the interface. */

import type { Meter } from '../../api/api-types.ts'
import { apiAddress, ask, type Query } from '../../api/request.ts'
import { type Resource, useAnswer } from '../../state/resource.ts'
import { useTicks } from '../../state/ticks.ts'

const PAGE = 1_000
/** Asked anew with a tick, and not more often than this [ms]. */
const REFRESH_MS = 5_000

interface MeterPage {
  readonly items: readonly Meter[]
  readonly next: string | null
}

/** @param which - only those of a building or a zone; null asks for none yet */
export function useAllMeters(which: Query | null = {}): Resource<readonly Meter[]> {
  const address = which === null ? null : apiAddress('meters', { ...which, limit: PAGE })
  return useAnswer(address, useTicks(REFRESH_MS), allPages)
}

async function allPages(address: string, signal: AbortSignal): Promise<readonly Meter[]> {
  const meters: Meter[] = []
  let next: string | null = address
  while (next !== null) {
    const page: MeterPage = await ask<MeterPage>(next, signal)
    meters.push(...page.items)
    next = page.next === null ? null : `${address}&${new URLSearchParams({ after: page.next }).toString()}`
  }
  return meters
}
