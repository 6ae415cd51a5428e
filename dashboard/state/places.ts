/** @module The places of the campus as they are now: its buildings, or the zones where there are too many of those. */

import type { Building } from '../api/api-types.ts'
import { apiAddress } from '../api/request.ts'
import { live } from './live.ts'
import { type Resource, useResource } from './resource.ts'
import { useStore } from './store.ts'
import { useTicks } from './ticks.ts'

/** More would be dots, and nobody's to read. */
const MOST_BUILDINGS = 150
const MOST_ZONES = 1_000
const REFRESH_MS = 2_000

export type PlaceKind = 'building' | 'zone'

export interface Places {
  readonly kind: PlaceKind
  readonly list: Resource<{ readonly items: readonly Building[] }>
}

export function usePlaces(): Places {
  const buildings = useStore(live, ({ campus }) => campus?.buildings ?? null)
  const kind = buildings !== null && buildings > MOST_BUILDINGS ? 'zone' : 'building'
  const address = buildings === null ? null : apiAddress('buildings', { by: kind, limit: MOST_ZONES })
  return { kind, list: useResource(address, useTicks(REFRESH_MS)) }
}
