/** @module What a run has come to, in a few numbers that only grow: cheap to take after any tick, whatever the fleet. */

import { METER_TYPES, type MeterType } from '../campus/meter.ts'
import { MARKET_STATISTIC } from '../market/market-statistics.ts'
import { MILLI_WH_PER_KWH } from '../units/energy.ts'
import { QUALITY_REASONS, type QualityReason } from './quality/quality-reasons.ts'
import { TALLY } from './quality/quality-tallies.ts'
import { STATISTIC } from './run-statistics.ts'
import { TOTAL, TOTALS_PER_TYPE } from './tick-totals.ts'

/** Where energy comes from and goes to; those that come in balance those that go out. */
export const ENERGY_FLOWS = ['generated', 'discharged', 'imported', 'consumed', 'charged', 'exported'] as const
export type EnergyFlow = (typeof ENERGY_FLOWS)[number]

/** Since the start of the run. */
export interface RunFigures {
  /** Of the meters of each type [kWh]. */
  readonly energyKwh: Readonly<Record<MeterType, Readonly<Record<EnergyFlow, number>>>>
  /** Readings that are estimated, that are suspect, and with each reason: a reading can have several. */
  readonly estimated: number
  readonly suspect: number
  readonly reasons: Readonly<Record<QualityReason, number>>
  readonly market: { readonly slots: number; readonly trades: number; readonly tradedKwh: number }
  /** Emissions avoided [kg CO2e]. */
  readonly avoidedKg: number
}

/**
 * @param statistics - of the run, see STATISTIC
 * @param tallies - of all its readings, see TALLY
 * @param market - statistics of its market, see MARKET_STATISTIC
 */
export function runFigures(statistics: Float64Array, tallies: Float64Array, market: Float64Array): RunFigures {
  const energy = (type: number, flow: EnergyFlow): number =>
    statistics[STATISTIC.typeTotals + type * TOTALS_PER_TYPE + TOTAL[flow]] / MILLI_WH_PER_KWH
  return {
    energyKwh: keyed(METER_TYPES, (_, type) => keyed(ENERGY_FLOWS, (flow) => energy(type, flow))),
    estimated: tallies[TALLY.estimated],
    suspect: tallies[TALLY.suspect],
    reasons: keyed(QUALITY_REASONS, (_, bit) => tallies[TALLY.reasons + bit]),
    market: {
      slots: market[MARKET_STATISTIC.slots],
      trades: market[MARKET_STATISTIC.trades],
      tradedKwh: market[MARKET_STATISTIC.traded] / MILLI_WH_PER_KWH,
    },
    avoidedKg: statistics[STATISTIC.avoided] / MILLI_WH_PER_KWH,
  }
}

function keyed<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name, index: number) => Value,
): Record<Name, Value> {
  // Object.fromEntries forgets which names there are.
  return Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, Value>
}
