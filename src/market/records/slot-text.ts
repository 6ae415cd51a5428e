/** @module The begin of every line of a slot, encoded once. */

import { TextTable } from '../../json/text-table.ts'
import { utcText } from '../../time/utc-text.ts'
import type { SlotTimes } from './record-fields.ts'

/** Upper bound of the slot's part of one line [bytes]: three instants of at most 27 bytes, and their names. */
export const MAX_SLOT_TEXT_BYTES = 160

/** The line start of one slot; set anew slot after slot. */
export class SlotText {
  readonly #texts = new TextTable(1)

  /** @param rest - what follows the times, up to the first value that differs by line */
  set({ startMs, endMs }: SlotTimes, rest: string): void {
    this.#texts.clear()
    this.#texts.add(`{"timestamp":"${utcText(endMs)}","slot_start":"${utcText(startMs)}"${rest}`)
  }

  /** Copies the line start; returns the offset behind it. */
  copy(view: DataView, at: number): number {
    return this.#texts.copy(0, view, at)
  }
}
