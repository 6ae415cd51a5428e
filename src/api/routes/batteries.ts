/** @module The batteries: how full each is, what it does, and how it has aged. */

import * as z from 'zod'
import { DISPATCH_STRATEGIES } from '../../config/campus-vocabulary.ts'
import type { JournalRecord } from '../../journal/record-batch.ts'
import { equivalentFullCycles } from '../../physics/battery/ageing.ts'
import type { BatteryRegisters } from '../../simulation/battery-registers.ts'
import { LocalClock } from '../../time/local-clock.ts'
import type { ApiContext } from '../api-context.ts'
import { ApiProblem } from '../api-problem.ts'
import { askForBatteries } from '../battery-answer.ts'
import type { BatteryNameplate } from '../campus-assets.ts'
import { meterWithState } from '../meter-state.ts'
import { cursorText, pageOf, pageParameters } from '../page.ts'
import { instantLiteral } from '../recorded/sql-text.ts'
import { rounded } from '../rounding.ts'
import { defineRoute } from '../route.ts'
import { presentDay } from './sun.ts'

const STATES = ['charging', 'discharging', 'idle'] as const
/** Less than that of its power makes up for what it loses by itself. */
const IDLE_SHARE = 0.001

const throughput = {
  charged_today_kwh: z.number().nullable().describe('AC energy since midnight; null without a database. Unit: kWh.'),
  discharged_today_kwh: z.number().nullable().describe('AC energy since midnight; null without a database. Unit: kWh.'),
}

const batterySchema = z
  .strictObject({
    meter_id: z.string(),
    location: z.string(),
    building: z.string().nullable(),
    capacity_kwh: z.number().describe('Nameplate. Unit: kWh.'),
    power_kw: z.number().describe('Most it charges or discharges with. Unit: kW.'),
    soc_min: z.number().describe('Lowest state of charge that is used. Unit: %.'),
    soc_max: z.number().describe('Highest state of charge that is used. Unit: %.'),
    dispatch: z.enum(DISPATCH_STRATEGIES).describe('What it goes by.'),
    state_of_charge: z.number().nullable().describe('Null before the first reading. Unit: %.'),
    stored_kwh: z.number().nullable().describe('Energy in it; null before the first reading. Unit: kWh.'),
    battery_kw: z.number().nullable().describe('Charging positive, discharging negative. Unit: kW.'),
    state: z.enum(STATES).nullable().describe('`idle` below a thousandth of its power; null before the first reading.'),
    ...throughput,
    full_cycles: z
      .number()
      .nullable()
      .describe('Energy discharged since the start of the run, in full cycles of the energy that is used.'),
    health: z.number().nullable().describe('What is left of the capacity. Unit: %.'),
  })
  .meta({ id: 'Battery', description: 'A battery of the campus.' })

const fleetSchema = z
  .strictObject({
    batteries: z.int(),
    capacity_kwh: z.number(),
    power_kw: z.number(),
    stored_kwh: z.number().nullable(),
    state_of_charge: z.number().nullable().describe('Mean by capacity; null without a reading. Unit: %.'),
    battery_kw: z.number().nullable().describe('Charging positive, discharging negative. Unit: kW.'),
    charging_kw: z.number().describe('Of the batteries that charge. Unit: kW.'),
    discharging_kw: z.number().describe('Of the batteries that discharge. Unit: kW.'),
    ...throughput,
  })
  .meta({ id: 'BatteryFleet', description: 'All batteries of the campus together.' })

type Battery = z.input<typeof batterySchema>

export const batteriesRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/batteries',
  operationId: 'listBatteries',
  tag: 'Meters',
  summary: 'The batteries: how full each is, what it does, and how it has aged',
  query: z.strictObject({ ...pageParameters }),
  result: pageOf(batterySchema).extend({ campus: fleetSchema.describe('All of them, whatever the page.') }),
  problems: [503],
  async handle({ query: { limit, after } }, context) {
    const { assets } = context.live.facts
    const [registers, today] = await Promise.all([askForBatteries(context.control), throughputToday(context)])
    const readings = context.recorded.latestReadings(context.live.lastTick?.snapshot.tick ?? 0)
    const all = assets.batteries.map((plate, b) => {
      const reading = readings.get(plate.meterId)
      return batteryOf(context, { plate, reading, today, registers, b })
    })
    const begin = after === undefined ? 0 : Number(after[1]) + 1
    const first = Number.isSafeInteger(begin) && begin >= 0 ? begin : all.length
    const items = all.slice(first, first + limit)
    const next = first + limit < all.length ? cursorText([0, first + limit - 1]) : null
    return { campus: fleetOf(all), items, next }
  },
})

interface KnownBattery {
  readonly plate: BatteryNameplate
  readonly reading: JournalRecord | undefined
  readonly today: Throughput
  readonly registers: BatteryRegisters | null
  /** Its place among the batteries of the fleet. */
  readonly b: number
}

function batteryOf({ live }: ApiContext, { plate, reading, today, registers, b }: KnownBattery): Battery {
  const { meterId, capacityKwh, powerKw, socMin, socMax, dispatch } = plate
  const meter = live.meter(meterId)
  const state = meter === undefined ? null : meterWithState(meter, reading).live
  const present = registers?.capacityKwh[b] ?? capacityKwh
  const discharged = registers?.dischargedKwh[b]
  const soc = state?.state_of_charge ?? null
  const power = state?.battery_kw ?? null
  return {
    meter_id: meterId,
    location: meter?.location ?? '',
    building: meter?.building ?? null,
    capacity_kwh: capacityKwh,
    power_kw: powerKw,
    soc_min: rounded(100 * socMin, 3),
    soc_max: rounded(100 * socMax, 3),
    dispatch,
    state_of_charge: soc,
    stored_kwh: soc === null ? null : rounded((present * soc) / 100, 3),
    battery_kw: power,
    state: power === null ? null : stateOf(power, powerKw),
    ...throughputOf(meterId, today),
    full_cycles:
      discharged === undefined ? null : rounded(equivalentFullCycles(discharged, (socMax - socMin) * capacityKwh), 3),
    health: registers === null ? null : rounded((100 * present) / capacityKwh, 3),
  }
}

function stateOf(kw: number, mostKw: number): (typeof STATES)[number] {
  if (Math.abs(kw) < IDLE_SHARE * mostKw) return 'idle'
  return kw > 0 ? 'charging' : 'discharging'
}

function fleetOf(batteries: readonly Battery[]): z.input<typeof fleetSchema> {
  const known = batteries.filter(({ stored_kwh }) => stored_kwh !== null)
  const sum = (from: readonly Battery[], value: (battery: Battery) => number | null): number =>
    rounded(
      from.reduce((total, battery) => total + (value(battery) ?? 0), 0),
      6,
    )
  const whole = (value: (battery: Battery) => number | null): number | null =>
    batteries.some((battery) => value(battery) === null) ? null : sum(batteries, value)
  const capacity = sum(known, ({ capacity_kwh, health }) => (capacity_kwh * (health ?? 100)) / 100)
  const stored = known.length === 0 ? null : sum(known, ({ stored_kwh }) => stored_kwh)
  return {
    batteries: batteries.length,
    capacity_kwh: sum(batteries, ({ capacity_kwh }) => capacity_kwh),
    power_kw: sum(batteries, ({ power_kw }) => power_kw),
    stored_kwh: stored,
    state_of_charge: stored === null || capacity === 0 ? null : rounded((100 * stored) / capacity, 3),
    battery_kw: known.length === 0 ? null : sum(known, ({ battery_kw }) => battery_kw),
    charging_kw: sum(known, ({ battery_kw }) => Math.max(0, battery_kw ?? 0)),
    discharging_kw: sum(known, ({ battery_kw }) => Math.max(0, -(battery_kw ?? 0))),
    charged_today_kwh: whole(({ charged_today_kwh }) => charged_today_kwh),
    discharged_today_kwh: whole(({ discharged_today_kwh }) => discharged_today_kwh),
  }
}

/** By meter; null before the first tick, and where no database can tell. */
type Throughput = ReadonlyMap<string, { readonly charged: number; readonly discharged: number }> | null

/** From the summaries of hours: those that begin with the campus's day or later. */
async function throughputToday({ live, recorded }: ApiContext): Promise<Throughput> {
  // Until it is known which day it is.
  if (live.lastTick === null) return null
  const { fromMs } = presentDay(live, new LocalClock(live.facts.run.time_zone))
  const query =
    'select meter_id, round(sum(energy_stored)::numeric, 6)::float8 as charged, ' +
    'round(sum(energy_discharged)::numeric, 6)::float8 as discharged from battery_performance_summary ' +
    `where hour >= ${instantLiteral(fromMs)} group by meter_id`
  try {
    const rows = await recorded.rows('readings', query)
    return new Map(
      rows.map((row) => [String(row.meter_id), { charged: Number(row.charged), discharged: Number(row.discharged) }]),
    )
  } catch (error) {
    if (error instanceof ApiProblem) return null
    throw error
  }
}

function throughputOf(meterId: string, today: Throughput) {
  if (today === null) return { charged_today_kwh: null, discharged_today_kwh: null }
  const { charged, discharged } = today.get(meterId) ?? { charged: 0, discharged: 0 }
  return { charged_today_kwh: charged, discharged_today_kwh: discharged }
}
