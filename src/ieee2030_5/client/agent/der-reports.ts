/** @module What a meter says of the array and the battery behind it: ratings, settings, status, availability. */

import type { Meter } from '../../../campus/meter.ts'
import type { DerAvailability } from '../../model/der.ts'
import { DER_CONTROL_MODE, DER_TYPE, type DerCapability } from '../../model/der-capability.ts'
import type { DerSettings } from '../../model/der-settings.ts'
import {
  CONNECT_STATUS,
  type DerStatus,
  INVERTER_STATUS,
  LOCAL_CONTROL_MODE,
  OPERATIONAL_MODE,
  STORAGE_MODE,
} from '../../model/der-status.ts'
import type { MeterSample } from '../mirrors/meter-sample.ts'
import { meanWatts } from '../mirrors/sample-sums.ts'
import { fixedPoint } from './fixed-point.ts'

/** Modes that the simulated inverters can follow. */
const PV_MODES = [
  'opModConnect',
  'opModEnergize',
  'opModFixedPFInjectW',
  'opModFixedVar',
  'opModFixedW',
  'opModMaxLimW',
  'opModTargetVar',
  'opModTargetW',
  'opModVoltVar',
  'opModVoltWatt',
] as const
const STORAGE_MODES = [...PV_MODES, 'charge', 'discharge', 'opModFixedPFAbsorbW'] as const

type DerMeter = Pick<Meter, 'pv' | 'battery'>

export function hasDer({ pv, battery }: DerMeter): boolean {
  return pv !== null || battery !== null
}

/** Most active power towards the grid [W]. */
function ratedWatts({ pv, battery }: DerMeter): number {
  return 1000 * ((pv?.inverterKw ?? 0) + (battery?.powerKw ?? 0))
}

function modesOf({ battery }: DerMeter): number {
  const modes: readonly (keyof typeof DER_CONTROL_MODE)[] = battery === null ? PV_MODES : STORAGE_MODES
  return modes.reduce((bits, mode) => bits | (1 << DER_CONTROL_MODE[mode]), 0) >>> 0
}

function typeOf({ pv, battery }: DerMeter): number {
  if (pv !== null) return battery === null ? DER_TYPE.photovoltaic : DER_TYPE.photovoltaicAndStorage
  return DER_TYPE.otherStorage
}

export function derCapabilityOf(meter: DerMeter): DerCapability {
  const rated = ratedWatts(meter)
  return {
    modesSupported: modesOf(meter),
    rtgMaxVA: fixedPoint.unsigned(rated),
    rtgMaxW: fixedPoint.signed(rated),
    type: typeOf(meter),
    ...(meter.battery !== null && {
      rtgMaxChargeRateW: fixedPoint.signed(1000 * meter.battery.powerKw),
      rtgMaxDischargeRateW: fixedPoint.signed(1000 * meter.battery.powerKw),
      rtgMaxWh: fixedPoint.unsigned(1000 * meter.battery.capacityKwh),
    }),
  }
}

/** Nothing is set to less than the ratings. @param timeS - since when [s since 1970 UTC] */
export function derSettingsOf(meter: DerMeter, timeS: number): DerSettings {
  const rated = ratedWatts(meter)
  return {
    modesEnabled: modesOf(meter),
    setGradW: 0,
    setMaxVA: fixedPoint.unsigned(rated),
    setMaxW: fixedPoint.signed(rated),
    updatedTime: timeS,
    ...(meter.battery !== null && {
      setMaxChargeRateW: fixedPoint.signed(1000 * meter.battery.powerKw),
      setMaxDischargeRateW: fixedPoint.signed(1000 * meter.battery.powerKw),
      setMaxWh: fixedPoint.unsigned(1000 * meter.battery.capacityKwh),
    }),
  }
}

/** What of the status a control or a fault makes of it, beside what the meter measures. */
export interface DerCondition {
  /** Bits of the alarms that are on, by DER_ALARM. */
  readonly alarms: number
  /** Whether a control of the server is in effect, and of which kind. */
  readonly control: 'none' | 'limited' | 'disconnected'
}

export function derStatusOf(meter: DerMeter, sample: MeterSample, { alarms, control }: DerCondition): DerStatus {
  const dateTime = Math.floor(sample.endMs / 1000)
  const since = (value: number) => ({ dateTime, value })
  const isOn = sample.isConnected && control !== 'disconnected'
  const connection = isOn ? CONNECT_STATUS.connected | CONNECT_STATUS.available : 0
  const isStoring = sample.charged > 0 || sample.discharged > 0
  const operating = (isActive: boolean) => connection | (isOn && isActive ? CONNECT_STATUS.operating : 0)
  return {
    alarmStatus: alarms,
    inverterStatus: since(inverterStatus(sample, isOn, control === 'limited')),
    localControlModeStatus: since(control === 'none' ? LOCAL_CONTROL_MODE.local : LOCAL_CONTROL_MODE.remote),
    operationalModeStatus: since(isOn ? OPERATIONAL_MODE.operational : OPERATIONAL_MODE.off),
    readingTime: dateTime,
    ...(meter.pv !== null && { genConnectStatus: since(operating(sample.generated > 0)) }),
    ...(meter.battery !== null && {
      stateOfChargeStatus: since(Math.round(100 * (sample.stateOfCharge ?? 0))),
      storageModeStatus: since(storageMode(sample)),
      storConnectStatus: since(operating(isStoring)),
    }),
  }
}

function inverterStatus({ generated, charged, discharged }: MeterSample, isOn: boolean, isLimited: boolean): number {
  if (!isOn) return INVERTER_STATUS.off
  if (generated === 0 && charged === 0 && discharged === 0) return INVERTER_STATUS.standby
  return isLimited ? INVERTER_STATUS.forcedReduction : INVERTER_STATUS.tracking
}

function storageMode({ charged, discharged }: MeterSample): number {
  if (charged > 0) return STORAGE_MODE.charging
  return discharged > 0 ? STORAGE_MODE.discharging : STORAGE_MODE.holding
}

/** What a battery could still give and take, and for how long; what array and battery could give now. */
export function derAvailabilityOf(meter: DerMeter, sample: MeterSample): DerAvailability {
  const generating = Math.round(meanWatts(sample.generated, sample.intervalMs))
  const readingTime = Math.floor(sample.endMs / 1000)
  const { battery } = meter
  if (battery === null) return { readingTime, statWAvail: fixedPoint.signed(generating) }
  const level = (sample.stateOfCharge ?? 0) / 100
  const hours = (share: number) => (Math.max(0, share) * battery.capacityKwh) / battery.powerKw
  const toGiveH = hours(level - battery.socMin) * battery.dischargeEfficiency
  const toTakeH = hours(battery.socMax - level) / battery.chargeEfficiency
  const reserve = (h: number) => (h > 0 ? 10_000 : 0)
  return {
    availabilityDuration: Math.round(3600 * toGiveH),
    maxChargeDuration: Math.round(3600 * toTakeH),
    readingTime,
    reserveChargePercent: reserve(toTakeH),
    reservePercent: reserve(toGiveH),
    statWAvail: fixedPoint.signed(generating + (toGiveH > 0 ? 1000 * battery.powerKw : 0)),
  }
}
