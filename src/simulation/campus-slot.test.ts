import { describe, expect, it } from 'vitest'
import { closeCampusSlot } from './campus-slot.ts'
import { addTick, createStatistics } from './run-statistics.ts'
import { createSiteConditions } from './site-conditions.ts'
import { TOTAL, TOTALS_LENGTH, TOTALS_PER_TYPE } from './tick-totals.ts'

/** Adds an interval in which the first meter type generated and the second consumed [mWh]. */
function addInterval(statistics: Float64Array, generated: number, consumed: number): void {
  const totals = new Float64Array(TOTALS_LENGTH)
  totals[TOTAL.generated] = generated
  totals[TOTALS_PER_TYPE + TOTAL.consumed] = consumed
  addTick(statistics, createSiteConditions(0, 0, 0).scalars, totals)
}

describe('closeCampusSlot', () => {
  it('sums the minima of the intervals of its own slot', () => {
    const statistics = createStatistics()
    addInterval(statistics, 5, 3)
    addInterval(statistics, 0, 2)
    // Over the slot generation equals consumption, but not when it was needed.
    expect(closeCampusSlot(statistics)).toEqual({ generated: 5, consumed: 5, selfConsumed: 3, selfSupplied: 3 })
    addInterval(statistics, 4, 7)
    expect(closeCampusSlot(statistics)).toEqual({ generated: 4, consumed: 7, selfConsumed: 4, selfSupplied: 4 })
    expect(closeCampusSlot(statistics)).toEqual({ generated: 0, consumed: 0, selfConsumed: 0, selfSupplied: 0 })
  })
})
