/** @module A line of a chart. */

import type { Meaning } from './palette.ts'

export interface Series {
  readonly name: string
  readonly meaning: Meaning
  /** Null is a gap. */
  readonly values: readonly (number | null)[]
  readonly isDashed?: boolean
  /** A bound, such as the clear sky: finer than dashes, and named at its top. */
  readonly isDotted?: boolean
  /** Goes on where another line ends, whose colour says what it is. */
  readonly isUnnamed?: boolean
  /** Whether a value holds for all of the time up to it, as means over a slot do. */
  readonly isStepped?: boolean
}
