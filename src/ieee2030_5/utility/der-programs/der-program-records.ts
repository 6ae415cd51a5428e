/** @module What DER programs have beside their controls: curves, and what holds while there is no control. */

import type { DefaultDerControl } from '../../model/der-control.ts'
import type { DerCurve } from '../../model/der-curve.ts'
import { descending } from '../programs/program.ts'
import type { CollectionKey, UtilityState } from '../utility-state.ts'

/** A curve of a program. */
export interface CurveRecord {
  /** Address of the program. */
  readonly program: string
  readonly href: string
  readonly curve: Omit<DerCurve, 'href'>
}

/** By address. */
export const CURVES: CollectionKey<CurveRecord> = { name: 'derCurves', groupOf: ({ program }) => program }

/** By the address of the program. */
export const DEFAULT_CONTROLS: CollectionKey<Omit<DefaultDerControl, 'href' | 'subscribable'>> = {
  name: 'defaultDerControls',
}

/** In the order of DERCurveList: the newest first. @see IEEE Std 2030.5-2018 */
export function curvesOf(state: UtilityState, program: string): CurveRecord[] {
  return [...state.at(CURVES).group(program).values()].sort(
    ({ curve: a }, { curve: b }) => b.creationTime - a.creationTime || descending(a.mRID, b.mRID),
  )
}
