/**
 * @module Curves of DER controls as curves of the simulation: voltage as a share of nominal, power as one of the rating.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, DERControlBase (opModVoltVar, opModVoltWatt) and DERCurve
 */

import type { ControlCurve } from '../../simulation/commands/command.ts'
import type { DerCurve } from '../model/der-curve.ts'
import { DER_UNIT_REF } from '../model/quantities.ts'
import { type DerDevice, maxPowerW, maxReactivePowerVar, ratedApparentPowerVa, ratedPowerW } from './der-device.ts'
import { scaled, shareOf } from './mapped.ts'

const PERCENT = 100
/** Of a PerCent, which counts hundredths. */
const WHOLE = 10_000

/** Reactive power over voltage; shares of apparent power, positive injected. */
export function voltVarCurve(curve: DerCurve, device: DerDevice): ControlCurve {
  const adjustment = curve.vRef === undefined ? 1 : curve.vRef / WHOLE
  return curve.CurveData.map(({ xvalue, yvalue }) => [
    voltageShare(scaled(xvalue, curve.xMultiplier) * adjustment, device),
    reactivePowerShare(scaled(yvalue, curve.yMultiplier) / PERCENT, curve.yRefType, device),
  ])
}

/** Most active power over voltage; shares of active power. */
export function voltWattCurve(curve: DerCurve, device: DerDevice): ControlCurve {
  const setting = shareOf(maxPowerW(device), ratedPowerW(device))
  return curve.CurveData.map(({ xvalue, yvalue }) => [
    voltageShare(scaled(xvalue, curve.xMultiplier), device),
    (scaled(yvalue, curve.yMultiplier) / PERCENT) * setting,
  ])
}

/**
 * Reactive power as a share of the rated apparent power.
 *
 * What is available is taken for what is set: an inverter has less of it only where active power leaves none.
 *
 * @param share - of what `refType` names, −1 absorbed to 1 injected
 */
export function reactivePowerShare(share: number, refType: number, device: DerDevice): number {
  const reference =
    refType === DER_UNIT_REF.setMaxW ? maxPowerW(device) : maxReactivePowerVar(device, share < 0 ? 'absorb' : 'inject')
  return shareOf(share * reference, ratedApparentPowerVa(device))
}

/**
 * Voltage as a share of nominal.
 *
 * @param percent - effective voltage, which is what is measured less setVRefOfs, of setVRef [%]
 */
function voltageShare(percent: number, { settings, capability }: DerDevice): number {
  const volts = (quantity: { value: number; multiplier: number } | undefined) =>
    quantity === undefined ? undefined : scaled(quantity.value, quantity.multiplier)
  const nominal = volts(settings.setVNom) ?? volts(capability.rtgVNom)
  const reference = volts(settings.setVRef) ?? nominal
  const share = percent / PERCENT
  if (reference === undefined || reference === 0) return share
  return (share * reference + (volts(settings.setVRefOfs) ?? 0)) / (nominal || reference)
}
