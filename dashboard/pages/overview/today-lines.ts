/** @module The lines of the day's chart, all of them at the same instants. */

import type { Forecast, MarketSlot } from '../../api/api-types.ts'
import { forecastAt, withoutNight } from '../../state/forecast-lines.ts'

const HOUR_MS = 3_600_000
/** Slots and quarters of an hour are made of these; a value holds for the time up to its instant. */
const STEP_MS = HOUR_MS / 12
const STEP_S = STEP_MS / 1000

/** Mean powers [kW]; what is not known, or belongs to the other side of the present, is a gap. */
export function todayLines(slots: readonly MarketSlot[], forecast: Forecast | null, fromMs: number, toMs: number) {
  const times = Array.from({ length: Math.round((toMs - fromMs) / STEP_MS) + 1 }, (_, i) => fromMs / 1000 + i * STEP_S)
  const expected = times.map((time) => forecastAt(forecast, time * 1000, fromMs))
  const measured = slotsAt(slots, times)
  const power = (field: 'energy_generated' | 'energy_consumed' | 'energy_imported'): (number | null)[] =>
    measured.map((slot) => (slot === null ? null : slot[field] / hoursOf(slot)))
  // Where a slot has closed, what was expected of it is history.
  const rest = (field: 'generation_kw' | 'consumption_kw'): (number | null)[] =>
    expected.map((step, i) => (measured[i] === null ? (step?.[field] ?? null) : null))
  return {
    times,
    generated: power('energy_generated'),
    consumed: power('energy_consumed'),
    imported: power('energy_imported'),
    expectedGeneration: withoutNight(rest('generation_kw')),
    expectedConsumption: rest('consumption_kw'),
    clearSky: withoutNight(clearSkyAt(forecast, times, fromMs)),
  }
}

function hoursOf({ slot_start, timestamp }: MarketSlot): number {
  return (Date.parse(timestamp) - Date.parse(slot_start)) / HOUR_MS
}

/** The slot that each instant lies in, its end included. */
function slotsAt(slots: readonly MarketSlot[], times: readonly number[]): readonly (MarketSlot | null)[] {
  let next = 0
  return times.map((time) => {
    const ms = time * 1000
    while (next < slots.length && Date.parse(slots[next]?.timestamp ?? '') < ms) next += 1
    const slot = slots[next]
    return slot !== undefined && Date.parse(slot.slot_start) < ms ? slot : null
  })
}

/** Straight between the middles of its quarters: a clear sky has no steps. */
function clearSkyAt(forecast: Forecast | null, times: readonly number[], fromMs: number): (number | null)[] {
  const items = forecast?.items
  if (items === undefined) return times.map(() => null)
  return times.map((time) => {
    const place = (time * 1000 - fromMs) / (3 * STEP_MS) - 0.5
    const before = items[Math.max(0, Math.floor(place))]?.clear_sky_kw ?? 0
    const after = items[Math.min(items.length - 1, Math.ceil(place))]?.clear_sky_kw ?? 0
    return before + (after - before) * (place - Math.floor(place))
  })
}
