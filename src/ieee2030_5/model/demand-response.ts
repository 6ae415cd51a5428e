/** @module Demand response and load control: programs, their events, and what could be shed. */

import { deviceCategory } from './device-category.ts'
import { randomizableEvent } from './event.ts'
import { code, int16, percent, primacy, uint8, uint16, uint32 } from './integers.ts'
import { activePower } from './quantities.ts'
import { identifiedObject, link, list, listLink, pollRate, resource, subscribableList } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

export const APPLIANCE_LOAD_REDUCTION = { delay: 0, temporaryReduction: 1 } as const

export const REDUCTION_UNIT = {
  kilowattHour: 0,
  kilowatt: 1,
  watt: 2,
  cubicMetre: 3,
  cubicFoot: 4,
  usGallon: 5,
  imperialGallon: 6,
  btu: 7,
  litre: 8,
  kilopascalGauge: 9,
  kilopascalAbsolute: 10,
  megajoule: 11,
  unitless: 12,
} as const
const unitType = code('UnitType')

export const applianceLoadReduction = objectType('ApplianceLoadReduction', {
  type: required(code('ApplianceLoadReductionType')),
})
/** Share of the time that a load is off [%]. */
export const dutyCycle = objectType('DutyCycle', { normalValue: required(uint8) })
/** Temperatures [0.1 K]. */
export const offset = objectType('Offset', {
  coolingOffset: optional(uint8),
  heatingOffset: optional(uint8),
  loadAdjustmentPercentageOffset: optional(percent),
})
/** Temperatures [1/100 °C]. */
export const setPoint = objectType('SetPoint', { coolingSetpoint: optional(int16), heatingSetpoint: optional(int16) })
export const targetReduction = objectType('TargetReduction', { type: required(unitType), value: required(uint16) })
export const appliedTargetReduction = objectType('AppliedTargetReduction', {
  type: required(unitType),
  value: required(uint16),
})

export const endDeviceControl = extend(randomizableEvent, 'EndDeviceControl', {
  ApplianceLoadReduction: optional(applianceLoadReduction),
  deviceCategory: required(deviceCategory),
  drProgramMandatory: required(boolean),
  DutyCycle: optional(dutyCycle),
  loadShiftForward: required(boolean),
  Offset: optional(offset),
  /** For how long a user may override it [s]. */
  overrideDuration: optional(uint16),
  SetPoint: optional(setPoint),
  TargetReduction: optional(targetReduction),
})
export const endDeviceControlList = extend(subscribableList, 'EndDeviceControlList', {
  EndDeviceControl: many(endDeviceControl),
})

export const demandResponseProgram = extend(identifiedObject, 'DemandResponseProgram', {
  ActiveEndDeviceControlListLink: optional(listLink),
  availabilityUpdatePercentChangeThreshold: optional(percent),
  availabilityUpdatePowerChangeThreshold: optional(activePower),
  EndDeviceControlListLink: optional(listLink),
  primacy: required(primacy),
})
export const demandResponseProgramList = extend(
  subscribableList,
  'DemandResponseProgramList',
  { DemandResponseProgram: many(demandResponseProgram) },
  pollRate,
)

/** What could be shed, and for how long [s]. */
export const loadShedAvailability = extend(resource, 'LoadShedAvailability', {
  availabilityDuration: optional(uint32),
  DemandResponseProgramLink: optional(link),
  sheddablePercent: optional(percent),
  sheddablePower: optional(activePower),
})
export const loadShedAvailabilityList = extend(
  list,
  'LoadShedAvailabilityList',
  { LoadShedAvailability: many(loadShedAvailability) },
  pollRate,
)

export type EndDeviceControl = TypeOf<typeof endDeviceControl>
export type EndDeviceControlList = TypeOf<typeof endDeviceControlList>
export type DemandResponseProgram = TypeOf<typeof demandResponseProgram>
export type DemandResponseProgramList = TypeOf<typeof demandResponseProgramList>
export type LoadShedAvailability = TypeOf<typeof loadShedAvailability>
export type LoadShedAvailabilityList = TypeOf<typeof loadShedAvailabilityList>
