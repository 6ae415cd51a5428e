/** @module Commands to distributed energy resources, and what holds while there is none. */

import { enterService } from './der-settings.ts'
import { deviceCategory } from './device-category.ts'
import { randomizableEvent } from './event.ts'
import { percent, signedPercent, uint16 } from './integers.ts'
import { activePower, fixedVar, freqDroop, powerFactorWithExcitation, reactivePower } from './quantities.ts'
import { link, subscribableIdentifiedObject, subscribableList } from './resource.ts'
import { extend, many, objectType, optional, required } from './table.ts'
import { boolean } from './texts.ts'
import type { TypeOf } from './type-of.ts'

/** Links lead to the curve that is to be followed. */
export const derControlBase = objectType('DERControlBase', {
  opModConnect: optional(boolean),
  opModEnergize: optional(boolean),
  opModFixedPFAbsorbW: optional(powerFactorWithExcitation),
  opModFixedPFInjectW: optional(powerFactorWithExcitation),
  opModFixedVar: optional(fixedVar),
  /** Negative charges, of setMaxChargeRateW; positive generates or discharges, of setMaxW or setMaxDischargeRateW. */
  opModFixedW: optional(signedPercent),
  opModFreqDroop: optional(freqDroop),
  opModFreqWatt: optional(link),
  opModHFRTMayTrip: optional(link),
  opModHFRTMustTrip: optional(link),
  opModHVRTMayTrip: optional(link),
  opModHVRTMomentaryCessation: optional(link),
  opModHVRTMustTrip: optional(link),
  opModLFRTMayTrip: optional(link),
  opModLFRTMustTrip: optional(link),
  opModLVRTMayTrip: optional(link),
  opModLVRTMomentaryCessation: optional(link),
  opModLVRTMustTrip: optional(link),
  /** Of setMaxW. */
  opModMaxLimW: optional(percent),
  opModTargetVar: optional(reactivePower),
  opModTargetW: optional(activePower),
  opModVoltVar: optional(link),
  opModVoltWatt: optional(link),
  opModWattPF: optional(link),
  opModWattVar: optional(link),
  /** How long the change may take [1/100 s]; setGradW applies when absent. */
  rampTms: optional(uint16),
})

export const derControl = extend(randomizableEvent, 'DERControl', {
  DERControlBase: required(derControlBase),
  deviceCategory: optional(deviceCategory),
})
export const derControlList = extend(subscribableList, 'DERControlList', { DERControl: many(derControl) })

/** Ramp rates as in DERSettings. */
export const defaultDerControl = extend(subscribableIdentifiedObject, 'DefaultDERControl', {
  DERControlBase: required(derControlBase),
  ...enterService,
  setGradW: optional(uint16),
  setSoftGradW: optional(uint16),
})

export type DerControlBase = TypeOf<typeof derControlBase>
export type DerControl = TypeOf<typeof derControl>
export type DerControlList = TypeOf<typeof derControlList>
export type DefaultDerControl = TypeOf<typeof defaultDerControl>
