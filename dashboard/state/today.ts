/** @module The market slots of the campus's present day. */

import type { MarketSlot } from '../api/api-types.ts'
import { apiAddress } from '../api/request.ts'
import { startOfDay, useTimes } from '../format/times.ts'
import { live } from './live.ts'
import { type Resource, useResource } from './resource.ts'
import { useStore } from './store.ts'

export interface Today {
  /** Its midnights [ms since 1970 UTC]; null until the time at the campus is known. */
  readonly span: readonly [from: number, to: number] | null
  readonly slots: Resource<{ readonly items: readonly MarketSlot[] }>
}

const DAY_MS = 86_400_000
/** Slots of five minutes, the shortest there are. */
const MOST_SLOTS = 288
const SLOTS_FIRST = 'oldest'

export function useToday(): Today {
  const { timeZone } = useTimes()
  // The instant of midnight itself belongs to the day before: a slot ends then.
  const from = useStore(live, ({ campus, now }) =>
    campus === null || now === null ? null : startOfDay(Date.parse(now.time) - 1, timeZone),
  )
  const closed = useStore(live, (value) => value.slots)
  const address =
    from === null
      ? null
      : apiAddress('market/slots', { from: new Date(from).toISOString(), order: SLOTS_FIRST, limit: MOST_SLOTS })
  const slots = useResource<{ items: readonly MarketSlot[] }>(address, closed)
  return { span: from === null ? null : [from, from + DAY_MS], slots }
}

/** Share of what was used today that the campus covered itself; null before anything was. */
export function selfSufficiencyOf(slots: readonly MarketSlot[]): number | null {
  let [used, covered] = [0, 0]
  for (const { energy_consumed, campus_self_sufficiency } of slots) {
    used += energy_consumed
    covered += energy_consumed * (campus_self_sufficiency ?? 0)
  }
  return used === 0 ? null : covered / used
}
