/** @module What the market is worth to each participant, beside the grid alone. */

import { share } from './share.ts'

/**
 * Savings per meter: balance − grid-only balance.
 *
 * @param balance - what each meter gained [micro-units]; longer columns are read up to the length of `gridOnly`
 * @param gridOnly - what it would have gained with the same energies and no trade [micro-units]
 * @returns [micro-units], whole numbers; negative where the market cost more
 */
export function savings(balance: Float64Array, gridOnly: Float64Array): Float64Array {
  return gridOnly.map((amount, i) => balance[i] - amount)
}

/**
 * Saving relative to the bill without a market, signed: saving / |grid-only balance|.
 *
 * @returns null where there was no bill to save on
 */
export function relativeSaving(saving: number, gridOnly: number): number | null {
  return share(saving, Math.abs(gridOnly))
}
