/** @module What of a chart is shown at present. */

import type { Mark } from './marks.ts'

/** What is shown; changes without the chart being made anew. */
export interface Shown {
  span: readonly [from: number, to: number] | undefined
  now: number | undefined
  marks: readonly Mark[]
  /** What the reader has drawn closer. */
  closer: readonly [from: number, to: number] | null
  /** What the values are of, and which of them each point shows; -1 in a gap. */
  places: readonly number[]
  /** Where each value begins to hold; undefined where it is at its place alone. */
  begins: readonly number[] | undefined
  origins: readonly number[]
  readonly onCloser: (isCloser: boolean) => void
}
