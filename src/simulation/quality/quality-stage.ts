/** @module The seam between what meters measured and what is written: every reading of a range gets its quality. */

import type { SiteConditions } from '../site-conditions.ts'

export interface QualityStage {
  /**
   * Judges the readings of a range at the tick the conditions describe, after its meters were computed.
   *
   * @param tallies - receives what the tick's readings came to, see TALLY
   */
  assess(site: SiteConditions, tallies: Float64Array): void
}
