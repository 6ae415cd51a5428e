/** @module Load controls as events for a device. */

import type { DemandResponseProgram, EndDeviceControl } from '../model/demand-response.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import { isMeantFor } from './device-categories.ts'
import type { ProgramEvent, Rejection } from './program-event.ts'

/** What a device reads of one program. */
export interface DemandResponseDocuments {
  readonly program: DemandResponseProgram
  readonly controls: readonly EndDeviceControl[]
}

/** The one target of load controls: a meter has one load, whatever kinds of device it stands for. */
export const LOAD_TARGET = 'load'

const MAX_DUTY_CYCLE = 100

/** @param categories - of the device, bits of DEVICE_CATEGORY */
export function loadEvents(
  programs: readonly DemandResponseDocuments[],
  categories: number,
): ProgramEvent<EndDeviceControl>[] {
  return programs.flatMap(({ program, controls }) =>
    controls
      .filter(({ deviceCategory }) => isMeantFor(deviceCategory, categories))
      .map((event) => ({
        event,
        programMrid: program.mRID,
        primacy: program.primacy,
        targets: [LOAD_TARGET],
        rejection: loadRejection(event),
        content: event,
      })),
  )
}

/** A load control that names no way to control, or a duty cycle that is none. */
function loadRejection(control: EndDeviceControl): Rejection | null {
  const { ApplianceLoadReduction, DutyCycle, Offset, SetPoint, TargetReduction } = control
  const ways = [ApplianceLoadReduction, DutyCycle, Offset, SetPoint, TargetReduction]
  if (ways.every((way) => way === undefined)) return RESPONSE_STATUS.rejectedNotApplicable
  return (DutyCycle?.normalValue ?? 0) > MAX_DUTY_CYCLE ? RESPONSE_STATUS.rejectedInvalid : null
}
