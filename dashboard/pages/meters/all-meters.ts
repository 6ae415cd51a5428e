/** @module All meters with what they measured last, page by page of the interface. */

import type { Meter } from '../../api/api-types.ts'
import { apiAddress, ask } from '../../api/request.ts'
import { type Resource, useAnswer, usePulse } from '../../state/resource.ts'

const PAGE = 1_000
/** Asked anew so often, and more seldom the more there are [ms]. */
const REFRESH_MS = 5_000

interface MeterPage {
  readonly items: readonly Meter[]
  readonly next: string | null
}

export function useAllMeters(): Resource<readonly Meter[]> {
  return useAnswer(apiAddress('meters', { limit: PAGE }), usePulse(REFRESH_MS), allPages)
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
