/** @module A DER control in the words of the simulation. */

import type { ControlCurve, DerControl, FixedPowerFactor } from '../../simulation/commands/command.ts'
import type { DerControlBase } from '../model/der-control.ts'
import type { DerCurve } from '../model/der-curve.ts'
import { DER_UNIT_REF, type PowerFactorWithExcitation } from '../model/quantities.ts'
import { reactivePowerShare, voltVarCurve, voltWattCurve } from './der-curve-command.ts'
import {
  DER_MODES,
  type DerDevice,
  type DerMode,
  maxChargeW,
  maxDischargeW,
  maxPowerW,
  maxReactivePowerVar,
  ratedChargeW,
  ratedDischargeW,
  ratedPowerW,
} from './der-device.ts'
import type { DerCurves } from './der-mode-check.ts'
import type { EffectiveDerControl } from './effective-der-control.ts'
import { type Mapped, scaled, shareOf, type Unmapped } from './mapped.ts'

/** Of a PerCent, which counts hundredths. */
const WHOLE = 10_000
const WATTS_PER_KW = 1000
const HUNDREDTHS = 100

/** Modes that the simulation has. */
const MAPPED_MODES: readonly DerMode[] = [
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
]

/** What is in effect as one command; null where nothing is, which releases the resource. */
export function derCommand(effective: EffectiveDerControl, device: DerDevice, curves: DerCurves): Mapped<DerControl> {
  if (effective.sources.length === 0) return { control: null, unmapped: [] }
  const { base } = effective
  const voltVar = linked(base, 'opModVoltVar', curves)
  const voltWatt = linked(base, 'opModVoltWatt', curves)
  const control: DerControl = {
    isConnected: base.opModConnect ?? true,
    isEnergized: base.opModEnergize ?? true,
    maxLimit: base.opModMaxLimW === undefined ? null : limitShare(base.opModMaxLimW / WHOLE, device),
    fixedPower: base.opModFixedW === undefined ? null : fixedPowerShare(base.opModFixedW / WHOLE, device),
    targetPowerKw:
      base.opModTargetW === undefined
        ? null
        : scaled(base.opModTargetW.value, base.opModTargetW.multiplier) / WATTS_PER_KW,
    fixedPowerFactor: base.opModFixedPFInjectW === undefined ? null : fixedPowerFactor(base.opModFixedPFInjectW),
    voltVar: voltVar === undefined ? fixedVarCurve(base, device) : voltVarCurve(voltVar, device),
    voltWatt: voltWatt === undefined ? null : voltWattCurve(voltWatt, device),
    rampSeconds: rampSeconds(effective),
  }
  return { control, unmapped: [...missingModes(base), ...missingCurves(base, curves), ...conflicts(base)] }
}

function limitShare(shareOfSetting: number, device: DerDevice): number {
  return shareOf(shareOfSetting * maxPowerW(device), ratedPowerW(device))
}

/** Negative charges, as a share of the charge rate; positive discharges, or generates where there is no storage. */
function fixedPowerShare(shareOfSetting: number, device: DerDevice): number {
  return shareOfSetting < 0
    ? shareOf(shareOfSetting * maxChargeW(device), ratedChargeW(device))
    : shareOf(shareOfSetting * maxDischargeW(device), ratedDischargeW(device))
}

function fixedPowerFactor({ displacement, multiplier, excitation }: PowerFactorWithExcitation): FixedPowerFactor {
  return { powerFactor: scaled(displacement, multiplier), isUnderExcited: excitation }
}

/** A fixed reactive power is the same at any voltage: a curve of one point. */
function fixedVarCurve({ opModFixedVar, opModTargetVar }: DerControlBase, device: DerDevice): ControlCurve | null {
  if (opModFixedVar !== undefined) {
    return [[1, reactivePowerShare(opModFixedVar.value / WHOLE, opModFixedVar.refType, device)]]
  }
  if (opModTargetVar === undefined) return null
  const targetVar = scaled(opModTargetVar.value, opModTargetVar.multiplier)
  const limitVar = maxReactivePowerVar(device, targetVar < 0 ? 'absorb' : 'inject')
  return [[1, reactivePowerShare(shareOf(targetVar, limitVar), DER_UNIT_REF.setMaxVar, device)]]
}

/** Without a ramp time, what the ramp rate takes for the whole range, since what there was before is not known here. */
function rampSeconds({ base, gradW }: EffectiveDerControl): number {
  if (base.rampTms !== undefined) return base.rampTms / HUNDREDTHS
  return gradW === 0 ? 0 : WHOLE / gradW
}

type LinkedMode = 'opModVoltVar' | 'opModVoltWatt'
const LINKED_MODES: readonly LinkedMode[] = ['opModVoltVar', 'opModVoltWatt']

function linked(base: DerControlBase, mode: LinkedMode, curves: DerCurves): DerCurve | undefined {
  const link = base[mode]
  return link === undefined ? undefined : curves.get(link.href)
}

function missingModes(base: DerControlBase): Unmapped[] {
  return DER_MODES.filter((mode) => base[mode] !== undefined && !MAPPED_MODES.includes(mode))
    .filter((mode) => !(mode === 'opModFixedPFAbsorbW' && isSamePowerFactor(base)))
    .map((field) => ({ field, reason: 'the simulation has no such mode' }))
}

/** One power factor for both directions is all the simulation has. */
function isSamePowerFactor({ opModFixedPFAbsorbW: absorb, opModFixedPFInjectW: inject }: DerControlBase): boolean {
  if (absorb === undefined || inject === undefined) return false
  const [one, other] = [fixedPowerFactor(absorb), fixedPowerFactor(inject)]
  return one.powerFactor === other.powerFactor && one.isUnderExcited === other.isUnderExcited
}

function missingCurves(base: DerControlBase, curves: DerCurves): Unmapped[] {
  return LINKED_MODES.flatMap((field) => {
    const href = base[field]?.href
    return href === undefined || curves.has(href) ? [] : [{ field, reason: `no curve was read from ${href}` }]
  })
}

/** Of several modes of reactive power over voltage one can hold: a curve before a fixed value. */
function conflicts(base: DerControlBase): Unmapped[] {
  const rivals = (['opModVoltVar', 'opModFixedVar', 'opModTargetVar'] as const).filter(
    (mode) => base[mode] !== undefined,
  )
  return rivals.slice(1).map((field) => ({ field, reason: `${rivals[0]} is in effect too, and holds` }))
}
