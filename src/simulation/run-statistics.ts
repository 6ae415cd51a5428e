/** @module What a run adds up to while it goes: campus sums, peaks and weather shares, kept in one checkpointed column. */

import { WEATHER_CONDITIONS } from '../config/settings.ts'
import { CONDITION } from './site-conditions.ts'
import { TOTAL, TOTALS_LENGTH, totalOf } from './tick-totals.ts'

/** Positions in the statistics column; the sums by meter type follow at `typeTotals`. */
export const STATISTIC = {
  ticks: 0,
  /** Σ min(generated, consumed + charged) and Σ min(consumed, generated + discharged) of the campus as one meter [mWh]. */
  campusSelfConsumed: 1,
  campusSelfSupplied: 2,
  /** Largest campus load, net import and net export of an interval [mWh], and when they ended [ms since 1970 UTC]. */
  peakLoad: 3,
  peakLoadTime: 4,
  peakImport: 5,
  peakImportTime: 6,
  peakExport: 7,
  peakExportTime: 8,
  /** Σ generated · emission factor of the interval [mWh · kg CO2e/kWh]. */
  avoided: 9,
  /** What four of the sums had come to when the present market slot began: a checkpoint can fall within one [mWh]. */
  slotGenerated: 10,
  slotConsumed: 11,
  slotSelfConsumed: 12,
  slotSelfSupplied: 13,
  weatherTicks: 14,
  typeTotals: 14 + WEATHER_CONDITIONS.length,
} as const

const STATISTICS_LENGTH = STATISTIC.typeTotals + TOTALS_LENGTH

/** A statistics column before the first tick. */
export function createStatistics(): Float64Array {
  return new Float64Array(STATISTICS_LENGTH)
}

/**
 * Adds one tick.
 *
 * @param statistics - the column to add to
 * @param scalars - the tick's conditions, see CONDITION
 * @param totals - the tick's sums by meter type over the whole fleet, see TOTAL
 */
export function addTick(statistics: Float64Array, scalars: Float64Array, totals: Float64Array): void {
  const timeMs = scalars[CONDITION.timeMs]
  const generated = totalOf(totals, TOTAL.generated)
  const consumed = totalOf(totals, TOTAL.consumed)
  const charged = totalOf(totals, TOTAL.charged)
  const discharged = totalOf(totals, TOTAL.discharged)
  const netImport = totalOf(totals, TOTAL.imported) - totalOf(totals, TOTAL.exported)
  statistics[STATISTIC.ticks] += 1
  statistics[STATISTIC.campusSelfConsumed] += Math.min(generated, consumed + charged)
  statistics[STATISTIC.campusSelfSupplied] += Math.min(consumed, generated + discharged)
  statistics[STATISTIC.avoided] += generated * scalars[CONDITION.kgPerKwh]
  statistics[STATISTIC.weatherTicks + scalars[CONDITION.weather]] += 1
  keepPeak(statistics, STATISTIC.peakLoad, consumed, timeMs)
  keepPeak(statistics, STATISTIC.peakImport, netImport, timeMs)
  keepPeak(statistics, STATISTIC.peakExport, -netImport, timeMs)
  for (let k = 0; k < TOTALS_LENGTH; k++) {
    statistics[STATISTIC.typeTotals + k] += totals[k]
  }
}

/** A peak's time stands right after its value. */
function keepPeak(statistics: Float64Array, position: number, value: number, timeMs: number): void {
  if (value > statistics[position]) {
    statistics[position] = value
    statistics[position + 1] = timeMs
  }
}
