/** @module Sums of one tick by meter type: whole milliwatt-hours, so that any split of the fleet adds up to the same. */

import { METER_TYPES } from '../campus/meter.ts'

/** Positions of the sums of one meter type. */
export const TOTAL = {
  generated: 0,
  consumed: 1,
  charged: 2,
  discharged: 3,
  imported: 4,
  exported: 5,
  /** Generation used or stored behind its meter: Σ min(generated, consumed + charged). */
  selfConsumed: 6,
  /** Consumption covered behind its meter: Σ min(consumed, generated + discharged). */
  selfSupplied: 7,
  /** Σ max(0, generated − consumed). */
  surplus: 8,
} as const

export const TOTALS_PER_TYPE = Object.keys(TOTAL).length
export const TOTALS_LENGTH = METER_TYPES.length * TOTALS_PER_TYPE

/** One sum over all meter types. */
export function totalOf(totals: Float64Array, position: number): number {
  let sum = 0
  for (let at = position; at < TOTALS_LENGTH; at += TOTALS_PER_TYPE) {
    sum += totals[at]
  }
  return sum
}
