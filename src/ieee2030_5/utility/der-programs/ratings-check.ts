/** @module Whether devices can do what a control asks for, as far as they have said what they can. */

import { DER_CONTROL_MODE } from '../../model/der-capability.ts'
import type { DerControlBase } from '../../model/der-control.ts'
import type { PowerFactorWithExcitation } from '../../model/quantities.ts'
import { type DerRatings, derRatings } from '../der/der-records.ts'
import type { Device } from '../device.ts'
import { OperationError } from '../operation.ts'
import type { UtilityState } from '../utility-state.ts'
import { quantityOf } from './scaled-value.ts'

/** What is outside of the ratings of one device. */
interface Excess {
  readonly mode: keyof DerControlBase
  readonly value: string
  readonly expected: string
}

/**
 * Refuses a control that some device cannot follow by its ratings, or that all devices have said not to support.
 *
 * @throws OperationError with the control and the device
 */
export function requireWithinRatings(state: UtilityState, devices: readonly Device[], base: DerControlBase): void {
  const known = devices
    .map((device) => ({ device, ratings: derRatings(state, device.lfdi) }))
    .filter(({ ratings: { capability, settings } }) => capability !== undefined || settings !== undefined)
  for (const { device, ratings } of known) {
    const excess = excessOf(ratings, base)
    if (excess === undefined) continue
    const who = device.meterId === '' ? device.lfdi : device.meterId
    const field = `control.${excess.mode}`
    throw new OperationError(
      'value',
      field,
      `${field} = ${excess.value}: expected ${excess.expected}, the rating of ${who}`,
    )
  }
  requireSupported(
    known.map(({ ratings }) => ratings),
    base,
  )
}

function requireSupported(ratings: readonly DerRatings[], base: DerControlBase): void {
  const maps = ratings.flatMap(({ capability }) => (capability === undefined ? [] : [capability.modesSupported]))
  if (maps.length === 0) return
  for (const [mode, bit] of Object.entries(DER_CONTROL_MODE)) {
    if (!(mode in base) || maps.some((map) => ((map >>> bit) & 1) === 1)) continue
    const field = `control.${mode}`
    throw new OperationError(
      'value',
      field,
      `${field}: expected a control that a device of the program supports, none does`,
    )
  }
}

function excessOf(ratings: DerRatings, base: DerControlBase): Excess | undefined {
  return (
    targetPowerExcess(ratings, base) ??
    targetVarExcess(ratings, base) ??
    powerFactorExcess(ratings, 'opModFixedPFInjectW', base.opModFixedPFInjectW) ??
    powerFactorExcess(ratings, 'opModFixedPFAbsorbW', base.opModFixedPFAbsorbW)
  )
}

/** What a device is set to counts before what it could be set to. */
function targetPowerExcess({ capability, settings }: DerRatings, { opModTargetW }: DerControlBase): Excess | undefined {
  if (opModTargetW === undefined) return undefined
  const most = settings?.setMaxW ?? capability?.rtgMaxW
  const charge = settings?.setMaxChargeRateW ?? capability?.rtgMaxChargeRateW
  const highest = most === undefined ? Number.POSITIVE_INFINITY : quantityOf(most)
  // What has no rate of charging takes nothing from the grid.
  const lowest = charge === undefined ? 0 : -quantityOf(charge)
  return outside('opModTargetW', quantityOf(opModTargetW), lowest, highest, 'W')
}

function targetVarExcess({ capability, settings }: DerRatings, { opModTargetVar }: DerControlBase): Excess | undefined {
  if (opModTargetVar === undefined) return undefined
  const most = settings?.setMaxVar ?? capability?.rtgMaxVar
  if (most === undefined) return undefined
  const negative = settings?.setMaxVarNeg ?? capability?.rtgMaxVarNeg
  const highest = quantityOf(most)
  const lowest = negative === undefined ? -highest : -Math.abs(quantityOf(negative))
  return outside('opModTargetVar', quantityOf(opModTargetVar), lowest, highest, 'var')
}

function powerFactorExcess(
  { capability, settings }: DerRatings,
  mode: 'opModFixedPFInjectW' | 'opModFixedPFAbsorbW',
  control: PowerFactorWithExcitation | undefined,
): Excess | undefined {
  if (control === undefined) return undefined
  const least = control.excitation
    ? (settings?.setMinPFUnderExcited ?? capability?.rtgMinPFUnderExcited)
    : (settings?.setMinPFOverExcited ?? capability?.rtgMinPFOverExcited)
  if (least === undefined) return undefined
  const value = quantityOf({ multiplier: control.multiplier, value: control.displacement })
  return outside(mode, value, quantityOf({ multiplier: least.multiplier, value: least.displacement }), 1, 'cos φ')
}

function outside(
  mode: keyof DerControlBase,
  value: number,
  lowest: number,
  highest: number,
  unit: string,
): Excess | undefined {
  if (value >= lowest && value <= highest) return undefined
  const range = highest === Number.POSITIVE_INFINITY ? `at least ${lowest}` : `${lowest} to ${highest}`
  return { mode, value: String(value), expected: `${range} [${unit}]` }
}
