/** @module What all meters together did in the latest interval of which all readings have come. */

import { z } from 'zod'
import type { JournalRecord } from '../sink.ts'

/** Sums of an interval [kWh]; battery energies are AC. */
const SUMS = {
  generation_kwh: 'energy_generated',
  load_kwh: 'energy_consumed',
  import_kwh: 'energy_imported',
  export_kwh: 'energy_exported',
  battery_charge_kwh: 'battery_charged',
  battery_discharge_kwh: 'battery_discharged',
} as const
type Sum = keyof typeof SUMS
const NAMES: readonly Sum[] = [
  'generation_kwh',
  'load_kwh',
  'import_kwh',
  'export_kwh',
  'battery_charge_kwh',
  'battery_discharge_kwh',
]

const sumsSchema = z.strictObject({
  timestamp: z.string(),
  interval_seconds: z.number(),
  meters: z.number(),
  generation_kwh: z.number(),
  load_kwh: z.number(),
  import_kwh: z.number(),
  export_kwh: z.number(),
  battery_charge_kwh: z.number(),
  battery_discharge_kwh: z.number(),
})

/** An interval, complete or on the way; energies of all meters so far [kWh]. */
export type IntervalSums = z.infer<typeof sumsSchema>

export interface Totals {
  /** The interval whose readings are on the way, or were the last to come. */
  readonly current: IntervalSums | null
  /** The latest interval that became complete with these readings. */
  readonly complete: IntervalSums | null
}

/**
 * Adds readings in the order of the journal: an interval is complete with the reading of its last meter, or when the
 * next one begins.
 *
 * @param meters - how many there are
 */
export function addReadings(before: IntervalSums | null, readings: readonly JournalRecord[], meters: number): Totals {
  let current = before === null ? null : { ...before }
  let complete: IntervalSums | null = null
  for (const reading of readings) {
    const timestamp = String(reading.timestamp)
    if (current === null || current.timestamp !== timestamp) {
      if (current !== null && current.meters !== meters) complete = current
      current = nothingYet(timestamp, Number(reading.interval_seconds))
    }
    current.meters += 1
    for (const name of NAMES) current[name] += Number(reading[SUMS[name]])
    if (current.meters === meters) complete = { ...current }
  }
  return { current, complete }
}

function nothingYet(timestamp: string, intervalSeconds: number): IntervalSums {
  const zero = { generation_kwh: 0, load_kwh: 0, import_kwh: 0, export_kwh: 0 }
  const battery = { battery_charge_kwh: 0, battery_discharge_kwh: 0 }
  return { timestamp, interval_seconds: intervalSeconds, meters: 0, ...zero, ...battery }
}

/** The sums read back from where `JSON.stringify` of them was kept; null where there are none. */
export function readSums(text: string | null): IntervalSums | null {
  return text === null ? null : (sumsSchema.safeParse(JSON.parse(text)).data ?? null)
}

const SECONDS_PER_HOUR = 3_600
/** Energies are recorded to the milliwatt-hour; sums of doubles are rounded to that again. */
const DECIMALS = 6

/** Fields of the hash: the sums [kWh], and mean powers [kW], the battery's positive when it charges. */
export function totalsFields(sums: IntervalSums): ReadonlyMap<string, string> {
  const perHour = SECONDS_PER_HOUR / sums.interval_seconds
  const power = (energyKwh: number) => rounded(energyKwh * perHour)
  return new Map([
    ['timestamp', sums.timestamp],
    ['interval_seconds', String(sums.interval_seconds)],
    ['meters', String(sums.meters)],
    ...NAMES.map((name): [string, string] => [name, rounded(sums[name])]),
    ['generation_kw', power(sums.generation_kwh)],
    ['load_kw', power(sums.load_kwh)],
    ['import_kw', power(sums.import_kwh)],
    ['export_kw', power(sums.export_kwh)],
    ['battery_kw', power(sums.battery_charge_kwh - sums.battery_discharge_kwh)],
  ])
}

function rounded(value: number): string {
  return String(Number(value.toFixed(DECIMALS)))
}
