/** @module A meter with everything behind it, and readings of it. */

import type { Meter } from '../../../campus/meter.ts'
import type { MirroredReading } from './meter-sample.ts'

export const HYBRID_METER: Meter = {
  meterId: 'AMI_METER_UTCC_001',
  meterType: 'Hybrid_Prosumer',
  userType: 'Prosumer',
  location: 'Building 1, floor 1',
  building: 'Building 1',
  zone: 'Zone A',
  buildingType: 'office',
  floorAreaM2: 1000,
  capacityKw: 50,
  loadVariability: 1,
  phases: 3,
  pv: { kwp: 30, tiltDeg: 12, azimuthDeg: 180, inverterKw: 25, performanceFactor: 1 },
  battery: {
    capacityKwh: 40,
    powerKw: 10,
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    socMin: 0.1,
    socMax: 0.9,
    socInitial: 0.5,
    dispatch: 'self-consumption',
  },
  connection: { feeder: 0, upstream: -1, cableM: 20 },
  tradingPreference: 'Moderate',
}

/** A reading of 15 s in which nothing happens, changed by `changes`. */
export function quietReading(endMs: number, changes: Partial<MirroredReading> = {}): MirroredReading {
  return {
    timestamp: new Date(endMs).toISOString(),
    interval_seconds: 15,
    energy_imported: 0,
    energy_exported: 0,
    energy_generated: 0,
    energy_consumed: 0,
    battery_charged: 0,
    battery_discharged: 0,
    import_register: 0,
    export_register: 0,
    generation_register: 0,
    voltage: 230,
    current: 0,
    power_factor: 1,
    frequency: 50,
    battery_level: 50,
    grid_connection_status: 'Connected',
    quality: 'good',
    ...changes,
  }
}
