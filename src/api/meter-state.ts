/** @module A meter with what it measured last, in the units people read. */

import * as z from 'zod'
import { METER_TYPES, USER_TYPES } from '../campus/meter.ts'
import type { JournalRecord } from '../journal/record-batch.ts'
import type { MeterEntry } from '../journal/run-manifest.ts'
import { QUALITY } from '../simulation/quality/quality-reasons.ts'
import { instant } from './schemas.ts'

const liveStateSchema = z
  .strictObject({
    time: instant,
    generation_kw: z.number().describe('AC power of the array. Unit: kW.'),
    load_kw: z.number().describe('Power the load drew. Unit: kW.'),
    battery_kw: z.number().describe('Charging positive, discharging negative. Unit: kW.'),
    grid_kw: z.number().describe('Import positive, export negative. Unit: kW.'),
    state_of_charge: z.number().nullable().describe('Null without a battery. Unit: %.'),
    voltage: z.number().describe('Phase to neutral. Unit: V.'),
    quality: z.enum(QUALITY),
  })
  .meta({ id: 'LiveState', description: 'What a meter measured last; powers are means over the interval.' })

export const meterSchema = z
  .strictObject({
    meter_id: z.string(),
    meter_type: z.enum(METER_TYPES),
    user_type: z.enum(USER_TYPES),
    location: z.string(),
    building: z.string().nullable(),
    zone: z.string().nullable(),
    pv_capacity_kw: z.number(),
    battery_capacity_kwh: z.number(),
    live: liveStateSchema.nullable().describe('Null before the first reading.'),
  })
  .meta({ id: 'Meter', description: 'A meter of the campus, with what it measured last.' })

const REGISTERS = ['import_register', 'export_register', 'generation_register'] as const

export const registersSchema = z
  .strictObject({
    import_register: z.number().describe('Energy taken since the start of the run. Unit: Wh.'),
    export_register: z.number().describe('Energy given. Unit: Wh.'),
    generation_register: z.number().describe('Energy the array generated. Unit: Wh.'),
  })
  .meta({ id: 'Registers', description: 'What a meter has counted; registers only grow.' })

export function registersOf(reading: JournalRecord): z.input<typeof registersSchema> {
  const [imported = 0, exported = 0, generated = 0] = REGISTERS.map((name) => Number(reading[name]))
  return { import_register: imported, export_register: exported, generation_register: generated }
}

const SECONDS_PER_HOUR = 3600
/** Powers are told to the milliwatt, as readings tell energies [kW]. */
const DECIMALS = 6

/** @param reading - its latest, if there is one */
export function meterWithState(meter: MeterEntry, reading: JournalRecord | undefined): z.input<typeof meterSchema> {
  // A manifest is written by this program, with its own words.
  return { ...meter, live: reading === undefined ? null : liveStateOf(reading) } as z.input<typeof meterSchema>
}

/** @param reading - with all its fields */
export function liveStateOf(reading: JournalRecord): z.input<typeof liveStateSchema> {
  const value = (field: string): number => Number(reading[field])
  const kw = (kwh: number): number =>
    Number(((kwh * SECONDS_PER_HOUR) / value('interval_seconds')).toFixed(DECIMALS)) + 0
  return {
    time: String(reading.timestamp),
    generation_kw: kw(value('energy_generated')),
    load_kw: kw(value('energy_consumed')),
    battery_kw: kw(value('battery_charged') - value('battery_discharged')),
    grid_kw: kw(value('energy_imported') - value('energy_exported')),
    state_of_charge: reading.battery_level === null ? null : value('battery_level'),
    voltage: value('voltage'),
    quality: QUALITY.find((quality) => quality === reading.quality) ?? 'suspect',
  }
}
