/**
 * @module Whether a resource can do what a mode asks of it.
 *
 * @see IEEE Std 2030.5-2018, table 27 (statuses 252 and 253) and schema version 2.1.0, DERControlBase
 */

import type { DerControlBase } from '../model/der-control.ts'
import { DER_CURVE_TYPE, type DerCurve } from '../model/der-curve.ts'
import { DER_UNIT_REF, type PowerFactorWithExcitation } from '../model/quantities.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import {
  type DerDevice,
  type DerMode,
  maxChargeW,
  maxDischargeW,
  maxPowerW,
  maxReactivePowerVar,
  supports,
} from './der-device.ts'
import { scaled } from './mapped.ts'
import type { Rejection } from './program-event.ts'

const NOT_APPLICABLE = RESPONSE_STATUS.rejectedNotApplicable
const INVALID = RESPONSE_STATUS.rejectedInvalid

/** Curves by the address that controls link to. */
export type DerCurves = ReadonlyMap<string, DerCurve>

/**
 * Why a resource cannot follow a mode that is set: it does not have it, or the value lies outside what it is set to.
 * Null when it can.
 */
export function modeRejection(
  mode: DerMode,
  base: DerControlBase,
  device: DerDevice,
  curves: DerCurves,
): Rejection | null {
  if (!supports(device, mode)) return NOT_APPLICABLE
  if (isCurveMode(mode)) return curveRejection(mode, curves.get(base[mode]?.href ?? ''))
  return VALUE_CHECKS[mode]?.(base, device) ?? null
}

type ValueCheck = (base: DerControlBase, device: DerDevice) => Rejection | null

/** What is not here is in order whatever its value. */
const VALUE_CHECKS: Partial<Record<DerMode, ValueCheck>> = {
  opModFixedPFAbsorbW: (base, device) => powerFactorRejection(base.opModFixedPFAbsorbW, device),
  opModFixedPFInjectW: (base, device) => powerFactorRejection(base.opModFixedPFInjectW, device),
  opModFixedVar: ({ opModFixedVar: fixed }) =>
    fixed === undefined || VAR_REFERENCES.includes(fixed.refType) ? null : INVALID,
  opModFixedW: ({ opModFixedW = 0 }, device) => (opModFixedW < 0 && !canCharge(device) ? NOT_APPLICABLE : null),
  opModTargetVar: ({ opModTargetVar: target }, device) =>
    target === undefined ? null : reactivePowerRejection(scaled(target.value, target.multiplier), device),
  opModTargetW: ({ opModTargetW: target }, device) =>
    target === undefined ? null : powerRejection(scaled(target.value, target.multiplier), device),
}

const VAR_REFERENCES: readonly number[] = [DER_UNIT_REF.setMaxW, DER_UNIT_REF.setMaxVar, DER_UNIT_REF.statVarAvail]

export type CurveMode = keyof typeof DER_CURVE_TYPE

export function isCurveMode(mode: DerMode): mode is CurveMode {
  return mode in DER_CURVE_TYPE
}

function canCharge(device: DerDevice): boolean {
  return supports(device, 'charge') && maxChargeW(device) > 0
}

function powerRejection(powerW: number, device: DerDevice): Rejection | null {
  if (powerW < 0 && !canCharge(device)) return NOT_APPLICABLE
  const limitW = powerW < 0 ? maxChargeW(device) : Math.max(maxPowerW(device), maxDischargeW(device))
  return Math.abs(powerW) > limitW ? INVALID : null
}

function reactivePowerRejection(powerVar: number, device: DerDevice): Rejection | null {
  const limitVar = maxReactivePowerVar(device, powerVar < 0 ? 'absorb' : 'inject')
  return Math.abs(powerVar) > limitVar ? INVALID : null
}

function powerFactorRejection(asked: PowerFactorWithExcitation | undefined, device: DerDevice): Rejection | null {
  if (asked === undefined) return null
  const powerFactor = scaled(asked.displacement, asked.multiplier)
  const { setMinPFOverExcited, setMinPFUnderExcited } = device.settings
  const limit = asked.excitation ? setMinPFUnderExcited : setMinPFOverExcited
  const least = limit === undefined ? 0 : scaled(limit.displacement, limit.multiplier)
  return powerFactor > 0 && powerFactor >= least && powerFactor <= 1 ? null : INVALID
}

/** A curve that has not been read yet says nothing against the control. */
function curveRejection(mode: CurveMode, curve: DerCurve | undefined): Rejection | null {
  if (curve === undefined) return null
  const isAscending = curve.CurveData.every(
    ({ xvalue }, index) => index === 0 || xvalue >= curve.CurveData[index - 1].xvalue,
  )
  return curve.curveType === DER_CURVE_TYPE[mode] && (isAscending || !mode.startsWith('opModVolt')) ? null : INVALID
}
