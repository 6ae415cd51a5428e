/** @module The five summaries computed from the lines of a journal, exactly, without any SQL. */

import type { JournalRecord } from '../../src/sinks/sink.ts'

export type SummaryRow = Readonly<Record<string, string | number | null>>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Records have six decimals at most: sums of millionths are sums of integers. */
const MILLION = 1e6

/** Begin of the bucket a reading's interval ends in; one that ends with the bucket belongs to it. */
function bucket(reading: JournalRecord, lengthMs: number): string {
  const end = Date.parse(String(reading.timestamp))
  return new Date((Math.ceil(end / lengthMs) - 1) * lengthMs).toISOString()
}

const present = (readings: readonly JournalRecord[], field: string): number[] =>
  readings.flatMap((reading) => (reading[field] === null ? [] : [Number(reading[field])]))

function sum(readings: readonly JournalRecord[], field: string): number {
  return present(readings, field).reduce((total, value) => total + Math.round(value * MILLION), 0) / MILLION
}

function mean(readings: readonly JournalRecord[], field: string): number | null {
  const count = present(readings, field).length
  return count === 0 ? null : sum(readings, field) / count
}

interface Summary {
  readonly include: (reading: JournalRecord) => boolean
  readonly key: (reading: JournalRecord) => SummaryRow
  readonly figures: (readings: readonly JournalRecord[]) => SummaryRow
}

const text = (reading: JournalRecord, ...fields: readonly string[]): SummaryRow =>
  Object.fromEntries(fields.map((field) => [field, String(reading[field])]))

const SUMMARIES: Readonly<Record<string, Summary>> = {
  trading_opportunities_summary: {
    include: ({ surplus_energy, deficit_energy }) => Number(surplus_energy) > 0 || Number(deficit_energy) > 0,
    key: (reading) => ({ hour: bucket(reading, HOUR_MS), ...text(reading, 'meter_id', 'user_type', 'location') }),
    figures: (readings) => ({
      avg_surplus: mean(readings, 'surplus_energy'),
      avg_deficit: mean(readings, 'deficit_energy'),
      avg_sell_price: mean(readings, 'max_sell_price'),
      avg_buy_price: mean(readings, 'max_buy_price'),
      reading_count: readings.length,
    }),
  },
  rec_generation_summary: {
    include: ({ rec_eligible }) => rec_eligible === true,
    key: (reading) => ({
      hour: bucket(reading, HOUR_MS),
      ...text(reading, 'meter_id', 'location', 'weather_condition'),
    }),
    figures: (readings) => ({
      total_generation: sum(readings, 'energy_generated'),
      total_carbon_offset: sum(readings, 'carbon_offset'),
      avg_irradiance: mean(readings, 'irradiance'),
      reading_count: readings.length,
    }),
  },
  weather_impact_analysis: {
    include: ({ energy_generated }) => Number(energy_generated) > 0,
    key: (reading) => ({ day: bucket(reading, DAY_MS), ...text(reading, 'weather_condition') }),
    figures: (readings) => ({
      avg_generation: mean(readings, 'energy_generated'),
      avg_irradiance: mean(readings, 'irradiance'),
      avg_panel_temp: mean(readings, 'panel_temperature'),
      reading_count: readings.length,
    }),
  },
  battery_performance_summary: {
    include: ({ battery_level }) => battery_level !== null,
    key: (reading) => ({ hour: bucket(reading, HOUR_MS), ...text(reading, 'meter_id') }),
    figures: (readings) => {
      const levels = present(readings, 'battery_level').map((level) => Math.round(level * MILLION))
      return {
        avg_battery_level: mean(readings, 'battery_level'),
        battery_usage: (Math.max(...levels) - Math.min(...levels)) / MILLION,
        energy_stored: sum(readings, 'battery_charged'),
        energy_discharged: sum(readings, 'battery_discharged'),
        reading_count: readings.length,
      }
    },
  },
  energy_balance_summary: {
    include: () => true,
    key: (reading) => ({ hour: bucket(reading, HOUR_MS) }),
    figures: (readings) => ({
      total_generation: sum(readings, 'energy_generated'),
      total_consumption: sum(readings, 'energy_consumed'),
      total_surplus: sum(readings, 'surplus_energy'),
      total_deficit: sum(readings, 'deficit_energy'),
      total_available_for_sale: sum(readings, 'energy_available_for_sale'),
      total_needed_from_grid: sum(readings, 'energy_needed_from_grid'),
      avg_feed_in_rate: mean(readings, 'grid_feed_in_rate'),
      avg_purchase_rate: mean(readings, 'grid_purchase_rate'),
      active_meters: new Set(readings.map(({ meter_id }) => meter_id)).size,
      total_readings: readings.length,
    }),
  },
}

export const SUMMARY_NAMES = Object.keys(SUMMARIES)

/** The rows a summary has of these readings, in no particular order. */
export function expectedSummary(name: string, readings: readonly JournalRecord[]): SummaryRow[] {
  const { include, key, figures } = SUMMARIES[name]
  const groups = new Map<string, { row: SummaryRow; readings: JournalRecord[] }>()
  for (const reading of readings.filter(include)) {
    const row = key(reading)
    const label = JSON.stringify(row)
    const group = groups.get(label) ?? { row, readings: [] }
    group.readings.push(reading)
    groups.set(label, group)
  }
  return [...groups.values()].map((group) => ({ ...group.row, ...figures(group.readings) }))
}
