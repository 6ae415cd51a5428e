/** @module A DER control in the words of the simulation. */

import type { DerControl } from '../../simulation/commands/command.ts'
import type { DerCurves, DerDevice } from './der-events.ts'
import type { EffectiveDerControl } from './effective-der-control.ts'

/** Something a server asks for that the simulation has no means to do. */
export interface Unmapped {
  /** Field of the standard. */
  readonly field: string
  readonly reason: string
}

export interface Mapped<Control> {
  /** Null where nothing is told. */
  readonly control: Control | null
  readonly unmapped: readonly Unmapped[]
}

export function derCommand(effective: EffectiveDerControl, device: DerDevice, curves: DerCurves): Mapped<DerControl> {
  throw new Error(`not there yet: ${effective.gradW} ${device.categories} ${curves.size}`)
}
