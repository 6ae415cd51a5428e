/** @module DER controls as events for a device: which modes each would control, and which it must refuse. */

import type { DefaultDerControl, DerControl, DerControlBase } from '../model/der-control.ts'
import type { DerProgram } from '../model/der-program.ts'
import { RESPONSE_STATUS } from '../model/response.ts'
import { DER_MODES, type DerDevice, type DerMode } from './der-device.ts'
import { type DerCurves, modeRejection } from './der-mode-check.ts'
import { isMeantFor } from './device-categories.ts'
import type { ProgramEvent, Rejection } from './program-event.ts'

/** What a device reads of one program. */
export interface DerProgramDocuments {
  readonly program: DerProgram
  readonly defaultControl: DefaultDerControl | null
  readonly controls: readonly DerControl[]
}

/** The controls that are meant for this device; targets are the names of modes. */
export function derEvents(
  programs: readonly DerProgramDocuments[],
  device: DerDevice,
  curves: DerCurves,
): ProgramEvent<DerControlBase>[] {
  return programs.flatMap(({ program, controls }) =>
    controls
      .filter(({ deviceCategory }) => isMeantFor(deviceCategory, device.categories))
      .map((event) => ({
        event,
        programMrid: program.mRID,
        primacy: program.primacy,
        content: event.DERControlBase,
        ...whatCanBeFollowed(event.DERControlBase, device, curves),
      })),
  )
}

/** The modes that a control sets. */
export function modesSet(base: DerControlBase): DerMode[] {
  return DER_MODES.filter((mode) => base[mode] !== undefined)
}

/**
 * The modes the device has are followed and the others left alone; with none of them, the control is not applicable. A
 * value it cannot take makes the whole control invalid, since half of it might be worse than nothing.
 */
function whatCanBeFollowed(
  base: DerControlBase,
  device: DerDevice,
  curves: DerCurves,
): { targets: readonly DerMode[]; rejection: Rejection | null } {
  const verdicts = modesSet(base).map((mode) => ({ mode, rejection: modeRejection(mode, base, device, curves) }))
  const targets = verdicts.filter(({ rejection }) => rejection === null).map(({ mode }) => mode)
  if (verdicts.some(({ rejection }) => rejection === RESPONSE_STATUS.rejectedInvalid)) {
    return { targets, rejection: RESPONSE_STATUS.rejectedInvalid }
  }
  return { targets, rejection: targets.length === 0 ? RESPONSE_STATUS.rejectedNotApplicable : null }
}
