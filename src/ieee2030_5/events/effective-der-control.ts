/** @module What a DER is told in all: each mode by an event, or else by a default control. */

import type { DerControlBase } from '../model/der-control.ts'
import type { DerDevice, DerProgramDocuments } from './der-events.ts'
import type { ProgramEvent } from './program-event.ts'

/** Name of a mode, such as opModMaxLimW. */
export type DerMode = Exclude<keyof DerControlBase, 'rampTms'>

export interface DerModeSource {
  readonly mode: DerMode
  /** Of the event or default control. */
  readonly mRID: string
  readonly programMrid: string
  readonly isDefault: boolean
}

export interface EffectiveDerControl {
  readonly base: DerControlBase
  /** Where each mode comes from, in the order of their names; empty if nothing is controlled. */
  readonly sources: readonly DerModeSource[]
  /** Ramp rate that holds where no ramp time is given [1/100 % of setMaxW per second]; 0 is no limit. */
  readonly gradW: number
}

export function effectiveDerControl(
  inEffect: ReadonlyMap<string, ProgramEvent<DerControlBase>>,
  programs: readonly DerProgramDocuments[],
  device: DerDevice,
): EffectiveDerControl {
  throw new Error(`not there yet: ${inEffect.size} ${programs.length} ${device.categories}`)
}
