/** @module Curves that controls refer to, such as reactive power over voltage. */

import { code, int32, percent, powerOfTen, time, uint16, uint32 } from './integers.ts'
import { derUnitRef } from './quantities.ts'
import { identifiedObject, list } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** Numbers of the 2018 edition; those of drafts before it differ. */
export const DER_CURVE_TYPE = {
  opModFreqWatt: 0,
  opModHFRTMayTrip: 1,
  opModHFRTMustTrip: 2,
  opModHVRTMayTrip: 3,
  opModHVRTMomentaryCessation: 4,
  opModHVRTMustTrip: 5,
  opModLFRTMayTrip: 6,
  opModLFRTMustTrip: 7,
  opModLVRTMayTrip: 8,
  opModLVRTMomentaryCessation: 9,
  opModLVRTMustTrip: 10,
  opModVoltVar: 11,
  opModVoltWatt: 12,
  opModWattPF: 13,
  opModWattVar: 14,
} as const

/** A point; `excitation` only where y is a power factor, true when under-excited. */
const curveData = objectType('CurveData', {
  excitation: optional(boolean),
  xvalue: required(int32),
  yvalue: required(int32),
})
const MAX_POINTS = 10

/** Times [1/100 s]. */
export const derCurve = extend(identifiedObject, 'DERCurve', {
  autonomousVRefEnable: optional(boolean),
  autonomousVRefTimeConstant: optional(uint32),
  creationTime: required(time),
  CurveData: many(curveData, 1, MAX_POINTS),
  curveType: required(code('DERCurveType')),
  openLoopTms: optional(uint16),
  rampDecTms: optional(uint16),
  rampIncTms: optional(uint16),
  rampPT1Tms: optional(uint16),
  vRef: optional(percent),
  xMultiplier: required(powerOfTen),
  yMultiplier: required(powerOfTen),
  yRefType: required(derUnitRef),
})
export const derCurveList = extend(list, 'DERCurveList', { DERCurve: many(derCurve) })

export type DerCurve = TypeOf<typeof derCurve>
export type DerCurveList = TypeOf<typeof derCurveList>
