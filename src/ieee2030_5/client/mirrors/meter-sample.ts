/** @module What one meter measured over one interval, as numbers to add up: a reading without its texts. */

import type { Reading } from '../../../simulation/readings/reading.ts'
import { MILLI_WH_PER_KWH, MILLI_WH_PER_WH } from '../../../units/energy.ts'
import { READING_QUALITY } from '../../model/reading.ts'
import type { MeterRegisters } from './meter-registers.ts'

/** Energies are whole milliwatt-hours, so that sums are exact. */
export interface MeterSample {
  /** End of the interval [ms since 1970 UTC]. */
  readonly endMs: number
  readonly intervalMs: number
  readonly imported: number
  readonly exported: number
  readonly generated: number
  readonly charged: number
  readonly discharged: number
  /** Those that the reading itself has; charging is not counted there. */
  readonly registers: Pick<MeterRegisters, 'imported' | 'exported' | 'generated'>
  /** What the load drew. */
  readonly consumed: number
  /** Phase to neutral [V]. */
  readonly voltage: number
  /** Per phase [A]. */
  readonly current: number
  /** 0 to 1. */
  readonly powerFactor: number
  /** [Hz] */
  readonly frequency: number
  /** State of charge [%]; null without a battery. */
  readonly stateOfCharge: number | null
  readonly isConnected: boolean
  /** Bits of `qualityFlags`. */
  readonly quality: number
}

/** `qualityFlags` of a reading that is good, was estimated, or is suspect. */
export const QUALITY_FLAGS = {
  good: 1 << READING_QUALITY.valid,
  estimated: 1 << READING_QUALITY.estimatedByReferenceDay,
  suspect: 1 << READING_QUALITY.questionable,
} as const satisfies Record<Reading['quality'], number>

/** What mirrors take of a reading. */
export type MirroredReading = Pick<
  Reading,
  | 'timestamp'
  | 'interval_seconds'
  | 'energy_imported'
  | 'energy_exported'
  | 'energy_generated'
  | 'energy_consumed'
  | 'battery_charged'
  | 'battery_discharged'
  | 'import_register'
  | 'export_register'
  | 'generation_register'
  | 'voltage'
  | 'current'
  | 'power_factor'
  | 'frequency'
  | 'battery_level'
  | 'grid_connection_status'
  | 'quality'
>

export function meterSample(reading: MirroredReading): MeterSample {
  return {
    endMs: Date.parse(reading.timestamp),
    intervalMs: Math.round(reading.interval_seconds * 1000),
    imported: ofKwh(reading.energy_imported),
    exported: ofKwh(reading.energy_exported),
    generated: ofKwh(reading.energy_generated),
    consumed: ofKwh(reading.energy_consumed),
    charged: ofKwh(reading.battery_charged),
    discharged: ofKwh(reading.battery_discharged),
    registers: {
      imported: ofWh(reading.import_register),
      exported: ofWh(reading.export_register),
      generated: ofWh(reading.generation_register),
    },
    voltage: reading.voltage,
    current: reading.current,
    powerFactor: reading.power_factor,
    frequency: reading.frequency,
    stateOfCharge: reading.battery_level,
    isConnected: reading.grid_connection_status === 'Connected',
    quality: QUALITY_FLAGS[reading.quality],
  }
}

/** The decimals of a reading are whole milliwatt-hours: only the binary rounding has to go. */
function ofKwh(energyKwh: number): number {
  return Math.round(energyKwh * MILLI_WH_PER_KWH)
}

function ofWh(energyWh: number): number {
  return Math.round(energyWh * MILLI_WH_PER_WH)
}
