/** @module All batteries with what they do now, page by page of the interface. */

import type { Battery, BatteryFleet } from '../../api/api-types.ts'
import { apiAddress, ask } from '../../api/request.ts'
import { type Resource, useAnswer, usePulse } from '../../state/resource.ts'

const PAGE = 1_000
const REFRESH_MS = 3_000

export interface Batteries {
  readonly campus: BatteryFleet
  readonly items: readonly Battery[]
}

interface BatteryPage extends Batteries {
  readonly next: string | null
}

export function useAllBatteries(): Resource<Batteries> {
  return useAnswer(apiAddress('batteries', { limit: PAGE }), usePulse(REFRESH_MS), allPages)
}

async function allPages(address: string, signal: AbortSignal): Promise<Batteries> {
  let { campus, items, next } = await ask<BatteryPage>(address, signal)
  while (next !== null) {
    const page = await ask<BatteryPage>(`${address}&${new URLSearchParams({ after: next }).toString()}`, signal)
    items = [...items, ...page.items]
    campus = page.campus
    next = page.next
  }
  return { campus, items }
}
