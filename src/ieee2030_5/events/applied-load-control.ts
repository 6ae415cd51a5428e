/**
 * @module What of a load control a device has applied, as its response tells it.
 *
 * @see IEEE Std 2030.5-2018, schema version 2.1.0, DrResponse
 */

import type { EndDeviceControl } from '../model/demand-response.ts'
import { type DrResponse, RESPONSE_STATUS } from '../model/response.ts'
import type { DueResponse } from './due-response.ts'
import { loadCommand, type UsualLoad } from './load-command.ts'

/** Statuses that say that the control was, or is, followed. */
const APPLIED: readonly (number | undefined)[] = [RESPONSE_STATUS.started, RESPONSE_STATUS.completed]

/** Adds to responses what was applied; those to events that are gone stay as they are. */
export function withApplied(
  responses: readonly DueResponse[],
  controls: readonly EndDeviceControl[],
  usual: UsualLoad,
): DueResponse[] {
  return responses.map((due): DueResponse => {
    const { kind, value } = due.response
    const control = controls.find(({ mRID }) => mRID === value.subject)
    if (kind !== 'DrResponse' || control === undefined || !APPLIED.includes(value.status)) return due
    return { ...due, response: { kind, value: { ...value, ...appliedOf(control, usual) } } }
  })
}

type AppliedFields = Pick<
  DrResponse,
  'ApplianceLoadReduction' | 'AppliedTargetReduction' | 'DutyCycle' | 'Offset' | 'SetPoint'
>

/** As the control has it, without what the simulation cannot do. */
function appliedOf(control: EndDeviceControl, usual: UsualLoad): AppliedFields {
  const missing = new Set(loadCommand(control, usual).unmapped.map(({ field }) => field))
  const { ApplianceLoadReduction, DutyCycle, Offset, SetPoint, TargetReduction } = control
  const { coolingOffset, loadAdjustmentPercentageOffset: loadPercent } = Offset ?? {}
  const isLoadOffset = loadPercent !== undefined && !missing.has('Offset.loadAdjustmentPercentageOffset')
  const isOffset = coolingOffset !== undefined || isLoadOffset
  // An offset of the cooling takes the place of a set-point beside it.
  const isSetPoint =
    SetPoint?.coolingSetpoint !== undefined && coolingOffset === undefined && !missing.has('SetPoint.coolingSetpoint')
  return {
    ...(ApplianceLoadReduction && !missing.has('ApplianceLoadReduction') && { ApplianceLoadReduction }),
    ...(TargetReduction && !missing.has('TargetReduction') && { AppliedTargetReduction: TargetReduction }),
    ...(DutyCycle && { DutyCycle }),
    ...(isOffset && {
      Offset: {
        ...(coolingOffset !== undefined && { coolingOffset }),
        ...(isLoadOffset && { loadAdjustmentPercentageOffset: loadPercent }),
      },
    }),
    ...(isSetPoint && { SetPoint: { coolingSetpoint: SetPoint.coolingSetpoint } }),
  }
}
