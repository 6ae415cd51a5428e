/** @module What there is to post to a meter's mirrors at one time. */

import type { IntervalBlock } from './interval-blocks.ts'
import type { MeterRegisters } from './meter-registers.ts'
import type { MeterSample } from './meter-sample.ts'
import type { SampleSums } from './sample-sums.ts'

/** A window that has ended: its sums, and how the meter stood then. */
export interface WindowEnd {
  readonly sums: SampleSums
  readonly sample: MeterSample
  readonly registers: MeterRegisters
}

/** A window, the intervals that ended since the last post, or both. */
export interface MirrorPost {
  readonly window: WindowEnd | null
  readonly blocks: readonly IntervalBlock[]
}
