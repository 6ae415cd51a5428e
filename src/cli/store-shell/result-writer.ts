/** @module The seam for how results are written. */

import type { TextResult } from '../../sinks/store/store-engine.ts'

/** Writes the result of one statement, which comes in portions: at least one. */
export interface ResultWriter {
  take(portion: TextResult): Promise<void>
  end(): Promise<void>
}
