/** @module A line of a chart. */

import type { Meaning } from './palette.ts'

export interface Series {
  readonly name: string
  readonly meaning: Meaning
  /** Null is a gap. */
  readonly values: readonly (number | null)[]
  readonly isDashed?: boolean
  /** Whether a value holds for all of the time up to it, as means over a slot do. */
  readonly isStepped?: boolean
}
