/** @module How a device fares, and what powers it. */

import { powerSource } from './device-information.ts'
import { code, int16, percent, powerOfTen, time, uint8, uint16, uint32 } from './integers.ts'
import { activePower, realEnergy } from './quantities.ts'
import { link, pollRate, resource } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const OPERATIONAL_STATE = {
  unknown: 0,
  notOperating: 1,
  operating: 2,
  startingUp: 3,
  shuttingDown: 4,
  disconnected: 5,
  rampingActivePower: 6,
  rampingReactivePower: 7,
} as const

export const TEMPERATURE_SUBJECT = { enclosure: 0, transformer: 1, heatSink: 2 } as const

/** [°C] */
const temperature = objectType('Temperature', {
  multiplier: required(powerOfTen),
  subject: required(uint8),
  value: required(int16),
})

export const deviceStatus = extend(
  resource,
  'DeviceStatus',
  {
    changedTime: required(time),
    onCount: optional(uint16),
    opState: optional(code('UInt8')),
    /** Time in operation [s]. */
    opTime: optional(uint32),
    Temperature: many(temperature),
    TimeLink: optional(link),
  },
  pollRate,
)

export const BATTERY_STATUS = { unknown: 0, normal: 1, low: 2, depleted: 3, notApplicable: 4 } as const

/** Charging of an electric vehicle; durations in seconds. */
const pevInfo = objectType('PEVInfo', {
  chargingPowerNow: required(activePower),
  energyRequestNow: required(realEnergy),
  maxForwardPower: required(activePower),
  minimumChargingDuration: required(uint32),
  targetStateOfCharge: required(percent),
  timeChargeIsNeeded: required(time),
  timeChargingStatusPEV: required(time),
})

/** Durations in seconds. */
export const powerStatus = extend(
  resource,
  'PowerStatus',
  {
    batteryStatus: required(code('UInt8')),
    changedTime: required(time),
    currentPowerSource: required(powerSource),
    estimatedChargeRemaining: optional(percent),
    estimatedTimeRemaining: optional(uint32),
    PEVInfo: optional(pevInfo),
    sessionTimeOnBattery: optional(uint32),
    totalTimeOnBattery: optional(uint32),
  },
  pollRate,
)

export type DeviceStatus = TypeOf<typeof deviceStatus>
export type PowerStatus = TypeOf<typeof powerStatus>
