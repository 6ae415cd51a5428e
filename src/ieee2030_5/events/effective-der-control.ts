/** @module What a DER is told in all: each mode by an event, or else by a default control. */

import type { DefaultDerControl, DerControlBase } from '../model/der-control.ts'
import { DER_MODES, type DerDevice, type DerMode } from './der-device.ts'
import { type DerProgramDocuments, modesSet } from './der-events.ts'
import { type DerCurves, modeRejection } from './der-mode-check.ts'
import { outranks, type ProgramEvent } from './program-event.ts'

export interface DerModeSource {
  readonly mode: DerMode
  /** Of the event or default control. */
  readonly mRID: string
  readonly programMrid: string
  readonly isDefault: boolean
}

export interface EffectiveDerControl {
  readonly base: DerControlBase
  /** Where each mode comes from, in the order of the schema; empty if nothing is controlled. */
  readonly sources: readonly DerModeSource[]
  /** Ramp rate that holds where no ramp time is given [1/100 % of setMaxW per second]; 0 is no limit. */
  readonly gradW: number
}

interface ProgramDefault {
  readonly programMrid: string
  readonly control: DefaultDerControl
}

/**
 * Modes are independent of each other, also in default controls: where no event has a mode, the most important program
 * whose default control sets it says what holds.
 *
 * @param inEffect - by mode, as a schedule of DER events gives it
 */
export function effectiveDerControl(
  inEffect: ReadonlyMap<string, ProgramEvent<DerControlBase>>,
  programs: readonly DerProgramDocuments[],
  device: DerDevice,
  curves: DerCurves,
): EffectiveDerControl {
  const defaults = defaultsByImportance(programs)
  const parts = DER_MODES.flatMap((mode) => {
    const event = inEffect.get(mode)
    if (event !== undefined) return [eventPart(mode, event)]
    const fallback = defaults.find(({ control }) => canFollow(mode, control.DERControlBase, device, curves))
    return fallback === undefined ? [] : [defaultPart(mode, fallback)]
  })
  const events = [...new Set(inEffect.values())].sort((a, b) => (outranks(a, b) ? -1 : 1))
  // A ramp of a default control is for the return to it, not for events that give none.
  const bases = events.length > 0 ? events.map(({ content }) => content) : defaults.map(baseOf)
  const rampTms = bases.find((base) => base.rampTms !== undefined)?.rampTms
  const base: DerControlBase = {}
  for (const { value } of parts) Object.assign(base, value)
  return {
    base: { ...base, rampTms },
    sources: parts.map(({ source }) => source),
    gradW: defaults.find(({ control }) => control.setGradW !== undefined)?.control.setGradW ?? device.settings.setGradW,
  }
}

function defaultsByImportance(programs: readonly DerProgramDocuments[]): ProgramDefault[] {
  return [...programs]
    .sort(({ program: a }, { program: b }) => a.primacy - b.primacy || (a.mRID > b.mRID ? -1 : 1))
    .flatMap(({ program, defaultControl: control }) =>
      control === null ? [] : [{ programMrid: program.mRID, control }],
    )
}

function baseOf({ control }: ProgramDefault): DerControlBase {
  return control.DERControlBase
}

function canFollow(mode: DerMode, base: DerControlBase, device: DerDevice, curves: DerCurves): boolean {
  return modesSet(base).includes(mode) && modeRejection(mode, base, device, curves) === null
}

interface Part {
  readonly value: DerControlBase
  readonly source: DerModeSource
}

function eventPart(mode: DerMode, { event, programMrid, content }: ProgramEvent<DerControlBase>): Part {
  return { value: { [mode]: content[mode] }, source: { mode, mRID: event.mRID, programMrid, isDefault: false } }
}

function defaultPart(mode: DerMode, { programMrid, control }: ProgramDefault): Part {
  const value = { [mode]: control.DERControlBase[mode] }
  return { value, source: { mode, mRID: control.mRID, programMrid, isDefault: true } }
}
