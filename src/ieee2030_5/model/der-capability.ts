/** @module Nameplate ratings of a distributed energy resource. */

import { bitMap } from './hex-binary.ts'
import { code, uint8 } from './integers.ts'
import {
  activePower,
  ampereHour,
  apparentPower,
  currentRms,
  powerFactor,
  reactivePower,
  reactiveSusceptance,
  voltageRms,
  wattHour,
} from './quantities.ts'
import { resource } from './resource.ts'
import { extend, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

export const DER_TYPE = {
  unknown: 0,
  mixed: 1,
  reciprocatingEngine: 2,
  fuelCell: 3,
  photovoltaic: 4,
  combinedHeatAndPower: 5,
  otherGeneration: 6,
  otherStorage: 80,
  electricVehicle: 81,
  chargingStation: 82,
  photovoltaicAndStorage: 83,
} as const

/** Bit numbers of `modesSupported` and `modesEnabled`; those of the drafts before 2018 differ. */
export const DER_CONTROL_MODE = {
  charge: 0,
  discharge: 1,
  opModConnect: 2,
  opModEnergize: 3,
  opModFixedPFAbsorbW: 4,
  opModFixedPFInjectW: 5,
  opModFixedVar: 6,
  opModFixedW: 7,
  opModFreqDroop: 8,
  opModFreqWatt: 9,
  opModHFRTMayTrip: 10,
  opModHFRTMustTrip: 11,
  opModHVRTMayTrip: 12,
  opModHVRTMomentaryCessation: 13,
  opModHVRTMustTrip: 14,
  opModLFRTMayTrip: 15,
  opModLFRTMustTrip: 16,
  opModLVRTMayTrip: 17,
  opModLVRTMomentaryCessation: 18,
  opModLVRTMustTrip: 19,
  opModMaxLimW: 20,
  opModTargetVar: 21,
  opModTargetW: 22,
  opModVoltVar: 23,
  opModVoltWatt: 24,
  opModWattPF: 25,
  opModWattVar: 26,
} as const
export const derControlModes = bitMap('DERControlType', 4)

export const derCapability = extend(resource, 'DERCapability', {
  modesSupported: required(derControlModes),
  /** IEEE 1547-2018 category: 1 I, 2 II, 3 III. */
  rtgAbnormalCategory: optional(uint8),
  rtgMaxA: optional(currentRms),
  rtgMaxAh: optional(ampereHour),
  rtgMaxChargeRateVA: optional(apparentPower),
  rtgMaxChargeRateW: optional(activePower),
  rtgMaxDischargeRateVA: optional(apparentPower),
  rtgMaxDischargeRateW: optional(activePower),
  rtgMaxV: optional(voltageRms),
  rtgMaxVA: optional(apparentPower),
  rtgMaxVar: optional(reactivePower),
  rtgMaxVarNeg: optional(reactivePower),
  rtgMaxW: required(activePower),
  rtgMaxWh: optional(wattHour),
  rtgMinPFOverExcited: optional(powerFactor),
  rtgMinPFUnderExcited: optional(powerFactor),
  rtgMinV: optional(voltageRms),
  /** IEEE 1547-2018 category: 1 A, 2 B. */
  rtgNormalCategory: optional(uint8),
  rtgOverExcitedPF: optional(powerFactor),
  rtgOverExcitedW: optional(activePower),
  rtgReactiveSusceptance: optional(reactiveSusceptance),
  rtgUnderExcitedPF: optional(powerFactor),
  rtgUnderExcitedW: optional(activePower),
  rtgVNom: optional(voltageRms),
  type: required(code('DERType')),
})

export type DerCapability = TypeOf<typeof derCapability>
