/** @module A campus of a few meters for tests of the rules, and readings of it. */

import type { JudgedCampus, JudgedMeter, JudgedReading } from './judged-campus.ts'

export const START_MS = Date.parse('2025-03-10T00:00:00Z')
export const INTERVAL_MS = 300_000
export const INTERVAL_HOURS = INTERVAL_MS / 3_600_000

export const CAMPUS: JudgedCampus = {
  name: 'Campus',
  intervalMs: INTERVAL_MS,
  startMs: START_MS,
  nominalVoltageV: 230,
  currency: 'THB',
}

export const SOLAR: JudgedMeter = {
  meterId: 'SOLAR',
  pv: { kwp: 100, inverterKw: 80, performanceFactor: 1 },
  battery: null,
}

export const BATTERY: JudgedMeter = {
  meterId: 'BATTERY',
  pv: null,
  battery: {
    capacityKwh: 100,
    powerKw: 50,
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    socMin: 0.1,
    socMax: 0.9,
  },
}

/** The reading of a tick at which nothing is wrong, but for the changes. */
export function reading(tick: number, meter: JudgedMeter, changes: Partial<JudgedReading> = {}): JudgedReading {
  return {
    timestamp: new Date(START_MS + tick * INTERVAL_MS).toISOString(),
    meter_id: meter.meterId,
    energy_generated: meter.pv === null ? 0 : 80 * INTERVAL_HOURS,
    battery_level: meter.battery === null ? null : 50,
    battery_charged: 0,
    battery_discharged: 0,
    voltage: 230,
    irradiance: meter.pv === null ? null : 1000,
    grid_connection_status: 'Connected',
    grid_feed_in_rate: 2.2,
    grid_purchase_rate: 4.2,
    quality: 'good',
    quality_reasons: [],
    ...changes,
  }
}

/** Why a reading is not good, where it is estimated. */
export const MISSING: Partial<JudgedReading> = { quality: 'estimated', quality_reasons: ['missing'] }
