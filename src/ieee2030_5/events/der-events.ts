/** @module DER controls as events for a device: which modes each would control, and which it must refuse. */

import type { DerCapability } from '../model/der-capability.ts'
import type { DefaultDerControl, DerControl, DerControlBase } from '../model/der-control.ts'
import type { DerCurve } from '../model/der-curve.ts'
import type { DerProgram } from '../model/der-program.ts'
import type { DerSettings } from '../model/der-settings.ts'
import type { ProgramEvent } from './program-event.ts'

/** What a device reads of one program. */
export interface DerProgramDocuments {
  readonly program: DerProgram
  readonly defaultControl: DefaultDerControl | null
  readonly controls: readonly DerControl[]
}

/** What the device itself says of its resource. */
export interface DerDevice {
  /** Bits of DEVICE_CATEGORY. */
  readonly categories: number
  readonly capability: DerCapability
  readonly settings: DerSettings
}

/** Curves by the address that controls link to. */
export type DerCurves = ReadonlyMap<string, DerCurve>

/** The controls that are meant for this device; targets are the names of modes. */
export function derEvents(
  programs: readonly DerProgramDocuments[],
  device: DerDevice,
  curves: DerCurves,
): ProgramEvent<DerControlBase>[] {
  throw new Error(`not there yet: ${programs.length} ${device.categories} ${curves.size}`)
}
