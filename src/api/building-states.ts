/** @module What the meters of a building, or of a zone, do together: a page shows ten thousand meters as a few places. */

import * as z from 'zod'
import type { JournalRecord } from '../journal/record-batch.ts'
import type { MeterEntry } from '../journal/run-manifest.ts'
import type { LiveCampus } from './live-campus.ts'
import { liveStateOf } from './meter-state.ts'
import type { RecordedRun } from './recorded/recorded-run.ts'
import { instant } from './schemas.ts'

const stateSchema = z.strictObject({
  time: instant,
  generation_kw: z.number().describe('Unit: kW.'),
  load_kw: z.number().describe('Unit: kW.'),
  battery_kw: z.number().describe('Charging positive, discharging negative. Unit: kW.'),
  grid_kw: z.number().describe('What all its meters import less what they export. Unit: kW.'),
  state_of_charge: z.number().nullable().describe('Mean by capacity; null without a battery. Unit: %.'),
  not_good: z.int().describe('Meters whose reading is estimated or suspect.'),
})

const settledSchema = z.strictObject({
  time: instant.describe('End of the slot.'),
  energy_taken: z.number().describe('Bought from meters and imported from the grid. Unit: kWh.'),
  energy_given: z.number().describe('Sold to meters and exported to the grid. Unit: kWh.'),
  buy_price: z
    .number()
    .nullable()
    .describe('What a kWh taken cost, network fee included; null where none was. Unit: currency/kWh.'),
  sell_price: z.number().nullable().describe('What a kWh given earned; null where none was. Unit: currency/kWh.'),
})

export const buildingSchema = z
  .strictObject({
    building: z.string().describe('Its name; that of the zone where zones are asked for.'),
    meters: z.int(),
    meter_id: z.string().nullable().describe('Its meter where it has only one.'),
    pv_capacity_kw: z.number(),
    battery_capacity_kwh: z.number(),
    live: stateSchema.nullable().describe('Null before the first reading.'),
    settled: settledSchema.nullable().describe('The last market slot; null where there is none, or none of it.'),
  })
  .meta({ id: 'Building', description: 'A building with what its meters do together.' })

export type BuildingState = z.input<typeof buildingSchema>

export const PLACE_KINDS = ['building', 'zone'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Where a meter is, by name; one that is nowhere else is at its own location. */
function placeOf(meter: MeterEntry, kind: PlaceKind): string {
  return meter[kind] ?? meter.location
}

export function placeCount(meters: readonly MeterEntry[], kind: PlaceKind): number {
  return new Set(meters.map((meter) => placeOf(meter, kind))).size
}

/** Made once a tick, however many ask. */
const MADE = new WeakMap<RecordedRun, { tick: number; byKind: Map<PlaceKind, readonly BuildingState[]> }>()

/** Every building or zone, in the order of its first meter. */
export function buildingStates(
  { facts, lastTick }: Pick<LiveCampus, 'facts' | 'lastTick'>,
  recorded: RecordedRun,
  kind: PlaceKind,
): readonly BuildingState[] {
  const tick = lastTick?.snapshot.tick ?? 0
  const known = MADE.get(recorded)
  const made = known?.tick === tick ? known : { tick, byKind: new Map<PlaceKind, readonly BuildingState[]>() }
  MADE.set(recorded, made)
  const states =
    made.byKind.get(kind) ??
    statesOf(facts.run.meters, kind, {
      readings: recorded.latestReadings(tick),
      settlements: recorded.latestOf('settlements', facts.run.meters.length),
    })
  made.byKind.set(kind, states)
  return states
}

interface Latest {
  readonly readings: ReadonlyMap<string, JournalRecord>
  readonly settlements: readonly JournalRecord[]
}

function statesOf(meters: readonly MeterEntry[], kind: PlaceKind, { readings, settlements }: Latest): BuildingState[] {
  const settlementOf = new Map(settlements.map((settlement) => [settlement.meter_id, settlement]))
  const places = new Map<string, MeterEntry[]>()
  for (const meter of meters) {
    const place = placeOf(meter, kind)
    const own = places.get(place)
    if (own === undefined) places.set(place, [meter])
    else own.push(meter)
  }
  return [...places].map(([building, own]) => ({
    building,
    meters: own.length,
    meter_id: own.length === 1 ? (own[0]?.meter_id ?? null) : null,
    pv_capacity_kw: sum(own, ({ pv_capacity_kw }) => pv_capacity_kw),
    battery_capacity_kwh: sum(own, ({ battery_capacity_kwh }) => battery_capacity_kwh),
    live: liveOf(own, readings),
    settled: settledOf(
      own.map(({ meter_id }) => settlementOf.get(meter_id)).filter((settlement) => settlement !== undefined),
    ),
  }))
}

function liveOf(meters: readonly MeterEntry[], readings: ReadonlyMap<string, JournalRecord>): BuildingState['live'] {
  const states = meters.flatMap(({ meter_id, battery_capacity_kwh: kwh }) => {
    const reading = readings.get(meter_id)
    return reading === undefined ? [] : [{ ...liveStateOf(reading), kwh }]
  })
  const [first] = states
  if (first === undefined) return null
  const stored = sum(states, ({ state_of_charge, kwh }) => (state_of_charge ?? 0) * kwh)
  const capacity = sum(states, ({ state_of_charge, kwh }) => (state_of_charge === null ? 0 : kwh))
  return {
    time: first.time,
    generation_kw: sum(states, ({ generation_kw }) => generation_kw),
    load_kw: sum(states, ({ load_kw }) => load_kw),
    battery_kw: sum(states, ({ battery_kw }) => battery_kw),
    grid_kw: sum(states, ({ grid_kw }) => grid_kw),
    state_of_charge: capacity === 0 ? null : rounded(stored / capacity),
    not_good: states.filter(({ quality }) => quality !== 'good').length,
  }
}

function settledOf(settlements: readonly JournalRecord[]): BuildingState['settled'] {
  const [first] = settlements
  if (first === undefined) return null
  const total = (...fields: readonly string[]): number =>
    sum(settlements, (settlement) => sum(fields, (field) => Number(settlement[field])))
  const taken = total('energy_bought', 'energy_from_grid')
  const given = total('energy_sold', 'energy_to_grid')
  return {
    time: String(first.timestamp),
    energy_taken: taken,
    energy_given: given,
    buy_price: taken === 0 ? null : rounded(total('paid', 'network_fee', 'grid_paid') / taken),
    sell_price: given === 0 ? null : rounded(total('received', 'grid_received') / given),
  }
}

function sum<Part>(parts: readonly Part[], of: (part: Part) => number): number {
  return rounded(parts.reduce((total, part) => total + of(part), 0))
}

/** To six decimals, as records have their energies and prices. */
function rounded(value: number): number {
  return Number(value.toFixed(6)) + 0
}
