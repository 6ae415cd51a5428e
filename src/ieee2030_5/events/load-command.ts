/** @module A load control in the words of the simulation. */

import type { LoadControl } from '../../simulation/commands/command.ts'
import { APPLIANCE_LOAD_REDUCTION, type EndDeviceControl, REDUCTION_UNIT } from '../model/demand-response.ts'
import type { Mapped, Unmapped } from './mapped.ts'

/** What the load would do without a control. */
export interface UsualLoad {
  /** Its power [kW], of which absolute reductions are a share. */
  readonly loadKw: number
  /** Set-point of its cooling [°C]; null where there is none. */
  readonly coolingSetPointC: number | null
}

const PERCENT = 100
/** Of a PerCent, which counts hundredths. */
const WHOLE = 10_000
const OFFSET_STEPS_PER_K = 10
const SET_POINT_STEPS_PER_K = 100
const WATTS_PER_KW = 1000
const SECONDS_PER_HOUR = 3600

/**
 * What an appliance is left with by either kind of reduction.
 *
 * @see ENERGY STAR Product Specification for Residential Refrigerators and Freezers, version 5.0, section 5: a delay
 *   takes 13 % off, a temporary reduction 50 %
 */
const APPLIANCE_SHARE: Readonly<Record<number, number | undefined>> = {
  [APPLIANCE_LOAD_REDUCTION.delay]: 0.87,
  [APPLIANCE_LOAD_REDUCTION.temporaryReduction]: 0.5,
}

/** @param control - what is in effect; null when nothing is, which releases the load */
export function loadCommand(control: EndDeviceControl | null, usual: UsualLoad): Mapped<LoadControl> {
  if (control === null) return { control: null, unmapped: [] }
  const shares = [adjustedShare(control), targetShare(control, usual.loadKw), applianceShare(control)]
  return {
    control: {
      dutyCycle: control.DutyCycle === undefined ? null : control.DutyCycle.normalValue / PERCENT,
      coolingOffsetK: coolingOffset(control, usual.coolingSetPointC),
      // Several ways to reduce in one control are alternatives; the one that reduces most does what all ask for.
      loadShare: shares.reduce((least, share) => (least === null ? share : Math.min(least, share ?? least)), null),
    },
    unmapped: unmappedWays(control, usual),
  }
}

/** By how much the set-point of cooling is raised [K]; lowered where the load is to be moved forward. */
function coolingOffset(control: EndDeviceControl, usualSetPointC: number | null): number | null {
  const raised = control.Offset?.coolingOffset
  if (raised !== undefined) return (raised / OFFSET_STEPS_PER_K) * (control.loadShiftForward ? -1 : 1)
  const setPoint = control.SetPoint?.coolingSetpoint
  return setPoint === undefined || usualSetPointC === null ? null : setPoint / SET_POINT_STEPS_PER_K - usualSetPointC
}

function adjustedShare({ Offset, loadShiftForward }: EndDeviceControl): number | null {
  const percent = Offset?.loadAdjustmentPercentageOffset
  return percent === undefined || loadShiftForward ? null : 1 - percent / WHOLE
}

/** What a reduction by so much leaves of the usual load. */
function targetShare(control: EndDeviceControl, usualKw: number): number | null {
  const reductionKw = targetReductionKw(control)
  if (reductionKw === null || control.loadShiftForward) return null
  return usualKw > 0 ? Math.max(0, 1 - reductionKw / usualKw) : 1
}

/** @returns [kW]; null where there is none in a unit of electricity */
function targetReductionKw({ TargetReduction, interval }: EndDeviceControl): number | null {
  if (TargetReduction === undefined) return null
  const { type, value } = TargetReduction
  switch (type) {
    case REDUCTION_UNIT.kilowatt:
      return value
    case REDUCTION_UNIT.watt:
      return value / WATTS_PER_KW
    case REDUCTION_UNIT.kilowattHour:
      // Energy is spread over the event.
      return interval.duration === 0 ? null : (value * SECONDS_PER_HOUR) / interval.duration
    default:
      return null
  }
}

function applianceShare({ ApplianceLoadReduction, loadShiftForward }: EndDeviceControl): number | null {
  if (ApplianceLoadReduction === undefined || loadShiftForward) return null
  return APPLIANCE_SHARE[ApplianceLoadReduction.type] ?? null
}

function unmappedWays(control: EndDeviceControl, usual: UsualLoad): Unmapped[] {
  const { ApplianceLoadReduction, Offset, SetPoint, TargetReduction } = control
  const shift = control.loadShiftForward ? 'the simulation cannot raise a load' : null
  const entries: readonly (readonly [field: string, isAsked: boolean, reason: string | null])[] = [
    ['Offset.heatingOffset', Offset?.heatingOffset !== undefined, 'the simulation has no heating'],
    ['SetPoint.heatingSetpoint', SetPoint?.heatingSetpoint !== undefined, 'the simulation has no heating'],
    [
      'SetPoint.coolingSetpoint',
      SetPoint?.coolingSetpoint !== undefined && Offset?.coolingOffset === undefined,
      usual.coolingSetPointC === null ? 'its usual set-point is not known' : null,
    ],
    ['Offset.loadAdjustmentPercentageOffset', Offset?.loadAdjustmentPercentageOffset !== undefined, shift],
    [
      'TargetReduction',
      TargetReduction !== undefined,
      shift ?? (targetReductionKw(control) === null ? `unit ${TargetReduction?.type} is none of electricity` : null),
    ],
    [
      'ApplianceLoadReduction',
      ApplianceLoadReduction !== undefined,
      shift ?? (applianceShare(control) === null ? `type ${ApplianceLoadReduction?.type} is not known` : null),
    ],
  ]
  return entries.flatMap(([field, isAsked, reason]) => (isAsked && reason !== null ? [{ field, reason }] : []))
}
