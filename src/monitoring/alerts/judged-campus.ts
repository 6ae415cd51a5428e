/** @module What the rules are told of a campus, and of what happens there. */

import type { BatteryBank, PvArray } from '../../campus/meter.ts'
import type { DerControl } from '../../simulation/commands/command.ts'
import type { Reading } from '../../simulation/readings/reading.ts'

export interface JudgedMeter {
  readonly meterId: string
  readonly pv: Pick<PvArray, 'kwp' | 'inverterKw' | 'performanceFactor'> | null
  readonly battery: Pick<
    BatteryBank,
    'capacityKwh' | 'powerKw' | 'chargeEfficiency' | 'dischargeEfficiency' | 'socMin' | 'socMax'
  > | null
}

export interface JudgedCampus {
  readonly name: string
  readonly intervalMs: number
  /** Begin of the first interval [ms since 1970 UTC]. */
  readonly startMs: number
  readonly nominalVoltageV: number
  readonly currency: string
}

/** Of a reading, what the rules look at. */
export type JudgedReading = Pick<
  Reading,
  | 'timestamp'
  | 'meter_id'
  | 'energy_generated'
  | 'battery_level'
  | 'battery_charged'
  | 'battery_discharged'
  | 'voltage'
  | 'irradiance'
  | 'grid_connection_status'
  | 'grid_feed_in_rate'
  | 'grid_purchase_rate'
  | 'quality'
  | 'quality_reasons'
>

/** Of a market slot, what the rules look at. */
export interface JudgedSlot {
  /** End of the slot. */
  readonly timestamp: string
  readonly slot_start: string
  readonly price: number | null
  readonly grid_feed_in_rate: number
  readonly grid_purchase_rate: number
}

/** What a meter's array and battery are told from an interval on; null for nothing. */
export interface JudgedControl {
  readonly meterId: string
  /** Begin of that interval [ms since 1970 UTC]. */
  readonly fromMs: number
  readonly control: DerControl | null
}
