/** @module What the market is worth to each participant, beside the grid alone. */

import { gini, jain } from './fairness.ts'
import { share } from './share.ts'

/**
 * Savings per meter: balance − grid-only balance.
 *
 * @param balance - what each meter gained [micro-units]; longer columns are read up to the length of `gridOnly`
 * @param gridOnly - what it would have gained with the same energies and no trade [micro-units]
 * @returns [micro-units], whole numbers; negative where the market cost more
 */
export function savings(balance: ArrayLike<number>, gridOnly: ArrayLike<number>): Float64Array {
  const saved = new Float64Array(gridOnly.length)
  for (let i = 0; i < saved.length; i++) saved[i] = balance[i] - gridOnly[i]
  return saved
}

/** A micro-unit may be lost to rounding in every trade: a loss up to this counts as none [micro-units]. */
const ROUNDING_MICRO = 1000

/** How savings [micro-units] are spread over the meters. */
export interface SavingSpread {
  /** Meters that lost more than roundings may cost. */
  readonly worseOff: number
  /** Gini coefficient and Jain's index of the savings, losses counted as 0; null where nobody saved. */
  readonly gini: number | null
  readonly jain: number | null
}

/** @param saved - savings by meter [micro-units] */
export function savingSpread(saved: Float64Array): SavingSpread {
  let worseOff = 0
  for (const amount of saved) worseOff += amount < -ROUNDING_MICRO ? 1 : 0
  const gains = saved.map((amount) => Math.max(0, amount))
  return { worseOff, gini: gini(gains), jain: jain(gains) }
}

/**
 * Saving relative to the bill without a market, signed: saving / |grid-only balance|.
 *
 * @returns null where there was no bill to save on
 */
export function relativeSaving(saving: number, gridOnly: number): number | null {
  return share(saving, Math.abs(gridOnly))
}
