/** @module What a device says of its distributed energy resource, as far as controls depend on it. */

import { DER_CONTROL_MODE, type DerCapability } from '../model/der-capability.ts'
import type { DerControlBase } from '../model/der-control.ts'
import type { DerSettings } from '../model/der-settings.ts'
import { scaled } from './mapped.ts'

export interface DerDevice {
  /** Bits of DEVICE_CATEGORY. */
  readonly categories: number
  readonly capability: DerCapability
  readonly settings: DerSettings
}

/** Name of a mode, such as opModMaxLimW. */
export type DerMode = Exclude<keyof DerControlBase, 'rampTms'>

/** In the order of the schema. */
export const DER_MODES = Object.keys(DER_CONTROL_MODE).filter((name): name is DerMode => name.startsWith('opMod'))

/** Whether the resource has a mode, or can charge or discharge, and is set to use it. */
export function supports({ capability, settings }: DerDevice, mode: keyof typeof DER_CONTROL_MODE): boolean {
  const enabled = settings.modesEnabled ?? capability.modesSupported
  return ((capability.modesSupported & enabled) >>> DER_CONTROL_MODE[mode]) % 2 === 1
}

interface Power {
  readonly multiplier: number
  readonly value: number
}

const watts = (power: Power) => scaled(power.value, power.multiplier)

/** Most active power it is set to feed in [W]. */
export function maxPowerW({ settings }: DerDevice): number {
  return watts(settings.setMaxW)
}

/** Most active power it may take up [W]; 0 when it cannot. */
export function maxChargeW({ settings, capability }: DerDevice): number {
  const rate = settings.setMaxChargeRateW ?? capability.rtgMaxChargeRateW
  return rate === undefined ? 0 : watts(rate)
}

/** Most active power its storage may give [W]; that of the whole when nothing is said of the storage. */
export function maxDischargeW(device: DerDevice): number {
  const rate = device.settings.setMaxDischargeRateW ?? device.capability.rtgMaxDischargeRateW
  return rate === undefined ? maxPowerW(device) : watts(rate)
}

/** Active power of its nameplate [W]. */
export function ratedPowerW({ capability }: DerDevice): number {
  return watts(capability.rtgMaxW)
}

/** Active power it may take up by its nameplate [W]; as set when the nameplate does not say. */
export function ratedChargeW(device: DerDevice): number {
  const rating = device.capability.rtgMaxChargeRateW
  return rating === undefined ? maxChargeW(device) : watts(rating)
}

/** Active power its storage may give by its nameplate [W]; that of the whole when nothing is said of the storage. */
export function ratedDischargeW(device: DerDevice): number {
  const rating = device.capability.rtgMaxDischargeRateW
  return rating === undefined ? ratedPowerW(device) : watts(rating)
}

/** Apparent power of its nameplate [VA]; its active power when it does not say. */
export function ratedApparentPowerVa(device: DerDevice): number {
  const rating = device.capability.rtgMaxVA
  return rating === undefined ? ratedPowerW(device) : watts(rating)
}

/** Most reactive power it is set to inject, or to absorb [var]; its apparent power when it does not say. */
export function maxReactivePowerVar(device: DerDevice, direction: 'inject' | 'absorb'): number {
  const { settings, capability } = device
  const injected = settings.setMaxVar ?? capability.rtgMaxVar
  const absorbed = settings.setMaxVarNeg ?? capability.rtgMaxVarNeg ?? injected
  const limit = direction === 'inject' ? injected : absorbed
  // The limit of absorption is a negative number in some devices.
  return limit === undefined ? ratedApparentPowerVa(device) : Math.abs(watts(limit))
}
