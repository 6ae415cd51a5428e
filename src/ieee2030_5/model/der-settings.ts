/** @module What a distributed energy resource is set to, and what it does when it enters service. */

import { derControlModes } from './der-capability.ts'
import { int16, time, uint16, uint32 } from './integers.ts'
import {
  activePower,
  ampereHour,
  apparentPower,
  currentRms,
  powerFactor,
  reactivePower,
  voltageRms,
  wattHour,
} from './quantities.ts'
import { subscribableResource } from './resource.ts'
import { extend, optional, required } from './table.ts'
import type { TypeOf } from './type-of.ts'

/** Entering service: delays and ramp [1/100 s], frequencies [1/100 Hz], voltages [1/100 %]. */
export const enterService = {
  setESDelay: optional(uint32),
  setESHighFreq: optional(uint16),
  setESHighVolt: optional(int16),
  setESLowFreq: optional(uint16),
  setESLowVolt: optional(int16),
  setESRampTms: optional(uint32),
  setESRandomDelay: optional(uint32),
}

export const derSettings = extend(subscribableResource, 'DERSettings', {
  modesEnabled: optional(derControlModes),
  ...enterService,
  /** Ramp rate [1/100 % of setMaxW per second]; 0 is no limit. */
  setGradW: required(uint16),
  setMaxA: optional(currentRms),
  setMaxAh: optional(ampereHour),
  setMaxChargeRateVA: optional(apparentPower),
  setMaxChargeRateW: optional(activePower),
  setMaxDischargeRateVA: optional(apparentPower),
  setMaxDischargeRateW: optional(activePower),
  setMaxV: optional(voltageRms),
  setMaxVA: optional(apparentPower),
  setMaxVar: optional(reactivePower),
  setMaxVarNeg: optional(reactivePower),
  setMaxW: required(activePower),
  setMaxWh: optional(wattHour),
  setMinPFOverExcited: optional(powerFactor),
  setMinPFUnderExcited: optional(powerFactor),
  setMinV: optional(voltageRms),
  /** Soft-start ramp rate [1/100 % of setMaxW per second]; 0 is no limit. */
  setSoftGradW: optional(uint16),
  setVNom: optional(voltageRms),
  setVRef: optional(voltageRms),
  setVRefOfs: optional(voltageRms),
  updatedTime: required(time),
})

export type DerSettings = TypeOf<typeof derSettings>
