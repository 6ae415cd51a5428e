/** @module What the campus is and how it does, with what settings, and which runs are recorded. */

import * as z from 'zod'
import { WEATHER_CONDITIONS } from '../../config/settings.ts'
import { utcText } from '../../time/utc-text.ts'
import { placeCount } from '../building-states.ts'
import type { LiveCampus } from '../live-campus.ts'
import { defineRoute } from '../route.ts'
import { instant } from '../schemas.ts'

export const nowSchema = z
  .strictObject({
    time: instant,
    weather: z.enum(WEATHER_CONDITIONS),
    generation_kw: z.number(),
    load_kw: z.number(),
    battery_kw: z.number().describe('Charging positive, discharging negative. Unit: kW.'),
    import_kw: z.number().describe('Sum over the meters that import. Unit: kW.'),
    export_kw: z.number().describe('Sum over the meters that export. Unit: kW.'),
    state_of_charge: z.number().nullable().describe('Mean over all batteries by capacity; null without one. Unit: %.'),
    self_sufficiency: z
      .number()
      .nullable()
      .describe('Share of the load covered behind its own meter; null without load.'),
    estimated_readings: z.int(),
    suspect_readings: z.int(),
  })
  .meta({ id: 'CampusNow', description: 'What all meters together do in the last interval: powers are means over it.' })

const planSchema = z
  .array(
    z.strictObject({
      building: z.string(),
      label: z.string().describe('Its name, perhaps shorter.'),
      outline: z.array(z.array(z.number()).length(2)).describe('Corners in order, each [east, north]. Unit: m.'),
    }),
  )
  .meta({ id: 'CampusPlan', description: 'Outlines of the buildings, for a picture.' })

const campusSchema = z
  .strictObject({
    name: z.string(),
    time_zone: z.string().describe('IANA name.'),
    currency: z.string().describe('Of all prices and amounts; ISO 4217.'),
    market: z.string().describe('The rule that clears the market; `none` without one.'),
    meters: z.int(),
    buildings: z.int().describe('Buildings the meters are in.'),
    zones: z.int().describe('Zones of the network they are in.'),
    pv_capacity_kw: z.number(),
    battery_capacity_kwh: z.number(),
    plan: planSchema.nullable().describe('Where the buildings stand; null where the campus file does not say.'),
    now: nowSchema.nullable().describe('Null before the first tick.'),
  })
  .meta({ id: 'Campus', description: 'A campus and what it does now.' })

export const campusRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/campus',
  operationId: 'getCampus',
  tag: 'Simulation',
  summary: 'The campus and what it does now',
  result: campusSchema,
  handle: (_request, { live }) => campusOf(live),
})

function campusOf({ facts, lastTick }: LiveCampus): z.input<typeof campusSchema> {
  const { run } = facts
  const sum = (field: 'pv_capacity_kw' | 'battery_capacity_kwh'): number =>
    run.meters.reduce((total, meter) => total + meter[field], 0)
  return {
    name: run.campus,
    time_zone: run.time_zone,
    currency: run.currency,
    market: run.market,
    meters: run.meters.length,
    buildings: placeCount(run.meters, 'building'),
    zones: placeCount(run.meters, 'zone'),
    pv_capacity_kw: sum('pv_capacity_kw'),
    battery_capacity_kwh: sum('battery_capacity_kwh'),
    plan:
      facts.plan?.map(({ building, label, outlineM }) => ({ building, label, outline: outlineM.map((c) => [...c]) })) ??
      null,
    now: lastTick === null ? null : campusNow(lastTick.snapshot),
  }
}

/** Also told in the stream, once a tick. */
export function campusNow(snapshot: NonNullable<LiveCampus['lastTick']>['snapshot']): z.input<typeof nowSchema> {
  return {
    time: utcText(snapshot.timeMs),
    weather: snapshot.weather,
    generation_kw: snapshot.generationKw,
    load_kw: snapshot.loadKw,
    battery_kw: snapshot.batteryKw,
    import_kw: snapshot.importKw,
    export_kw: snapshot.exportKw,
    state_of_charge: snapshot.stateOfChargePercent,
    self_sufficiency: snapshot.selfSufficiency,
    estimated_readings: snapshot.estimatedReadings,
    suspect_readings: snapshot.suspectReadings,
  }
}

const settingSchema = z
  .strictObject({
    name: z.string(),
    value: z.string().describe('As it was given, passwords replaced.'),
    source: z.string().describe('Where it came from.'),
  })
  .meta({ id: 'Setting', description: 'A setting that is in force.' })

export const settingsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/settings',
  operationId: 'listSettings',
  tag: 'Simulation',
  summary: 'All settings in force and where each comes from; passwords are never shown',
  result: z.strictObject({ items: z.array(settingSchema) }),
  handle: (_request, { live }) => ({
    items: live.facts.settings.map(({ name, value, source }) => ({ name, value, source })),
  }),
})

const runSchema = z
  .strictObject({
    run_id: z.string(),
    campus: z.string(),
    market: z.string(),
    currency: z.string(),
    start: instant,
    interval_seconds: z.number(),
    seed: z.int(),
    meters: z.int(),
    program_version: z.string(),
    is_current: z.boolean().describe('Whether it is the one that goes on now.'),
  })
  .meta({ id: 'Run', description: 'A run that is recorded where this one is.' })

export const runsRoute = defineRoute({
  method: 'GET',
  path: '/api/v1/runs',
  operationId: 'listRuns',
  tag: 'Simulation',
  summary: 'The runs recorded in the database, newest first',
  result: z.strictObject({ items: z.array(runSchema) }),
  problems: [422, 503],
  async handle(_request, { live, recorded }) {
    const fields = 'run_id, campus, market, currency, start, interval_seconds, seed, meters, program_version'
    const rows = await recorded.rows('trades', `select ${fields} from runs order by opened desc limit 1000`)
    const current = live.facts.run.run_id
    return {
      items: rows.map((row) => ({
        run_id: String(row.run_id),
        campus: String(row.campus),
        market: String(row.market),
        currency: String(row.currency),
        start: utcText(Date.parse(String(row.start))),
        interval_seconds: Number(row.interval_seconds),
        seed: Number(row.seed),
        meters: Number(row.meters),
        program_version: String(row.program_version),
        is_current: row.run_id === current,
      })),
    }
  },
})
