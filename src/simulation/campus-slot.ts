/** @module What the campus as one meter came to in each market slot, as differences of the run's sums. */

import type { CampusSums } from '../market/records/record-columns.ts'
import { STATISTIC } from './run-statistics.ts'
import { TOTAL, totalOf } from './tick-totals.ts'

/**
 * Closes a slot; the next begins where it ends.
 *
 * Sums are whole milliwatt-hours, so their differences are exact.
 *
 * @param statistics - the statistics of the run after the slot's last tick, see STATISTIC
 */
export function closeCampusSlot(statistics: Float64Array): CampusSums {
  const totals = statistics.subarray(STATISTIC.typeTotals)
  const since = (begin: number, sum: number): number => {
    const difference = sum - statistics[begin]
    statistics[begin] = sum
    return difference
  }
  return {
    generated: since(STATISTIC.slotGenerated, totalOf(totals, TOTAL.generated)),
    consumed: since(STATISTIC.slotConsumed, totalOf(totals, TOTAL.consumed)),
    selfConsumed: since(STATISTIC.slotSelfConsumed, statistics[STATISTIC.campusSelfConsumed]),
    selfSupplied: since(STATISTIC.slotSelfSupplied, statistics[STATISTIC.campusSelfSupplied]),
  }
}
