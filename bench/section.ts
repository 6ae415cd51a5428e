/** @module A part of the report. */

import type { Effort } from './effort.ts'

/** One table: what it shows, and the figures behind it. */
export interface Section {
  readonly name: string
  readonly title: string
  measure(effort: Effort, folder: string): Promise<{ text: string; figures: unknown }>
}
