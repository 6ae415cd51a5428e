/** @module What a meter says of itself: what it is, how it fares, and what powers it. */

import type { Meter } from '../../../campus/meter.ts'
import { DEVICE_CATEGORY } from '../../model/device-category.ts'
import { type DeviceInformation, POWER_SOURCE } from '../../model/device-information.ts'
import { BATTERY_STATUS, type DeviceStatus, OPERATIONAL_STATE, type PowerStatus } from '../../model/device-status.ts'
import { shortened } from '../../model/texts.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import { meanWatts } from '../mirrors/sample-sums.ts'

const TEXT_BYTES = 32
/** Below this a battery is low [%]. */
const LOW_BATTERY = 20

/** Loads of a building that can be controlled, and the controller among them. */
const LOAD_CATEGORIES = [
  'thermostat',
  'managedLoad',
  'simpleLoad',
  'loadControlSwitch',
  'energyManagementSystem',
] as const

/** Bits of DEVICE_CATEGORY. */
export function loadCategories({ capacityKw }: Pick<Meter, 'capacityKw'>): number {
  return capacityKw > 0 ? bits(LOAD_CATEGORIES) : 0
}

/** Bits of DEVICE_CATEGORY. */
export function derCategories({ pv, battery }: Pick<Meter, 'pv' | 'battery'>): number {
  if (pv !== null) return bits([battery === null ? 'photovoltaic' : 'photovoltaicAndStorage'])
  return battery === null ? 0 : bits(['otherStorage'])
}

function bits(categories: readonly (keyof typeof DEVICE_CATEGORY)[]): number {
  return categories.reduce((all, each) => all | (1 << DEVICE_CATEGORY[each]), 0) >>> 0
}

/** What made the meter. */
export interface Maker {
  /** IANA enterprise number. */
  readonly enterprise: number
  readonly version: string
  /** When this program was started [s since 1970 UTC]. */
  readonly sinceS: number
}

export function deviceInformationOf(meter: Meter, lfdi: string, maker: Maker): DeviceInformation {
  return {
    lFDI: lfdi,
    mfDate: 0,
    mfHwVer: '1',
    mfID: maker.enterprise,
    mfInfo: shortened(meter.location, TEXT_BYTES),
    mfModel: meter.meterType,
    mfSerNum: shortened(meter.meterId, TEXT_BYTES),
    primaryPower: POWER_SOURCE.mains,
    secondaryPower: secondaryPower(meter),
    swActTime: maker.sinceS,
    swVer: shortened(maker.version, TEXT_BYTES),
  }
}

function secondaryPower({ pv, battery }: Pick<Meter, 'pv' | 'battery'>): number {
  if (battery !== null) return POWER_SOURCE.battery
  return pv === null ? POWER_SOURCE.none : POWER_SOURCE.localGeneration
}

/** @param changedTimeS - since when it is so [s since 1970 UTC] */
export function deviceStatusOf({ isConnected }: MeterSample, changedTimeS: number): DeviceStatus {
  return {
    changedTime: changedTimeS,
    opState: isConnected ? OPERATIONAL_STATE.operating : OPERATIONAL_STATE.disconnected,
    Temperature: [],
  }
}

/** @param changedTimeS - since when it is so [s since 1970 UTC] */
export function powerStatusOf(meter: Meter, sample: MeterSample, changedTimeS: number): PowerStatus {
  const { stateOfCharge } = sample
  return {
    batteryStatus: batteryStatus(stateOfCharge),
    changedTime: changedTimeS,
    currentPowerSource: currentSource(sample),
    ...(meter.battery !== null && { estimatedChargeRemaining: Math.round(100 * (stateOfCharge ?? 0)) }),
  }
}

function batteryStatus(stateOfCharge: number | null): number {
  if (stateOfCharge === null) return BATTERY_STATUS.notApplicable
  if (stateOfCharge <= 0) return BATTERY_STATUS.depleted
  return stateOfCharge < LOW_BATTERY ? BATTERY_STATUS.low : BATTERY_STATUS.normal
}

/** What gives most of it. */
function currentSource({ imported, discharged, generated, intervalMs }: MeterSample): number {
  const watts = (milliWh: number) => Math.round(meanWatts(milliWh, intervalMs))
  if (watts(imported) > 0 || watts(discharged + generated) === 0) return POWER_SOURCE.mains
  return discharged > generated ? POWER_SOURCE.battery : POWER_SOURCE.localGeneration
}
