/** @module What a single message says about itself: whether its energies balance and its values are possible at all. */

import type { ReadingColumns } from '../readings/reading-batch.ts'
import type { PlausibleLimits } from './plausible-limits.ts'
import { REASON } from './quality-reasons.ts'

/** The columns the checks look at. */
export type CheckedColumns = Pick<
  ReadingColumns,
  | 'generated'
  | 'consumed'
  | 'charged'
  | 'discharged'
  | 'imported'
  | 'exported'
  | 'voltage'
  | 'powerFactor'
  | 'stateOfCharge'
>

/**
 * The reasons against one meter's values, 0 for none; comparisons are written so that NaN never passes.
 *
 * @param i - the meter, in columns and limits
 */
export function messageReasons(columns: CheckedColumns, i: number, limits: PlausibleLimits): number {
  const generated = columns.generated[i]
  const consumed = columns.consumed[i]
  const charged = columns.charged[i]
  const discharged = columns.discharged[i]
  const imported = columns.imported[i]
  const exported = columns.exported[i]
  const isBalanced =
    consumed + charged - generated - discharged === imported - exported && (imported === 0 || exported === 0)
  const isPossible =
    isWithin(generated, 0, limits.generated[i]) &&
    isWithin(consumed, 0, limits.consumed[i]) &&
    isWithin(charged, 0, limits.battery[i]) &&
    isWithin(discharged, 0, limits.battery[i]) &&
    isWithin(columns.voltage[i], limits.voltage[0], limits.voltage[1]) &&
    isWithin(columns.powerFactor[i], 0, 1) &&
    // NaN is a meter without a battery.
    !(columns.stateOfCharge[i] < 0 || columns.stateOfCharge[i] > 100)
  return (isBalanced ? 0 : REASON.energy_imbalance) | (isPossible ? 0 : REASON.out_of_range)
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return value >= lowest && value <= highest
}
