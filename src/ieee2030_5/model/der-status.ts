/** @module What a distributed energy resource does at the moment. */

import { hexBinary8, hexBinary32 } from './hex-binary.ts'
import { code, percent, time } from './integers.ts'
import { subscribableResource } from './resource.ts'
import { extend, objectType, optional, required, type SimpleType } from './table.ts'
import { string6 } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** Bits of `genConnectStatus` and `storConnectStatus`. */
export const CONNECT_STATUS = { connected: 0x01, available: 0x02, operating: 0x04, test: 0x08, fault: 0x10 } as const

/** Bit numbers of `alarmStatus`. */
export const DER_ALARM = {
  overCurrent: 0,
  overVoltage: 1,
  underVoltage: 2,
  overFrequency: 3,
  underFrequency: 4,
  voltageImbalance: 5,
  currentImbalance: 6,
  emergencyLocal: 7,
  emergencyRemote: 8,
  lowPowerInput: 9,
  phaseRotation: 10,
} as const

export const INVERTER_STATUS = {
  unknown: 0,
  off: 1,
  sleeping: 2,
  starting: 3,
  tracking: 4,
  forcedReduction: 5,
  shuttingDown: 6,
  fault: 7,
  standby: 8,
  testMode: 9,
  manufacturerSpecific: 10,
} as const
export const LOCAL_CONTROL_MODE = { local: 0, remote: 1 } as const
export const OPERATIONAL_MODE = { unknown: 0, off: 1, operational: 2, test: 3 } as const
export const STORAGE_MODE = { charging: 0, discharging: 1, holding: 2 } as const

/** A state and since when it holds. */
const since = <Name extends string, Value>(name: Name, value: SimpleType<Value>) =>
  objectType(name, { dateTime: required(time), value: required(value) })

const connectStatus = since('ConnectStatusType', hexBinary8)

export const derStatus = extend(subscribableResource, 'DERStatus', {
  alarmStatus: optional(hexBinary32),
  genConnectStatus: optional(connectStatus),
  inverterStatus: optional(since('InverterStatusType', code('UInt8'))),
  localControlModeStatus: optional(since('LocalControlModeStatusType', code('UInt8'))),
  manufacturerStatus: optional(since('ManufacturerStatusType', string6)),
  operationalModeStatus: optional(since('OperationalModeStatusType', code('UInt8'))),
  readingTime: required(time),
  stateOfChargeStatus: optional(since('StateOfChargeStatusType', percent)),
  storageModeStatus: optional(since('StorageModeStatusType', code('UInt8'))),
  storConnectStatus: optional(connectStatus),
})

export type DerStatus = TypeOf<typeof derStatus>
