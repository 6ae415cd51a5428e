/** @module The end of a JSON line that says how good the reading is, encoded once for every combination that occurs. */

import { TextTable } from '../../json/text-table.ts'
import { QUALITY_REASONS, qualityOf, REASON_MASKS, reasonsOf } from '../quality/quality-reasons.ts'

/** The fields from `quality` on, with the line end. */
export function qualityText(mask: number): string {
  return `,"quality":"${qualityOf(mask)}","quality_reasons":${JSON.stringify(reasonsOf(mask))}}\n`
}

/** Upper bound of such a text [bytes]: every reason at once. */
export const MAX_QUALITY_TEXT_BYTES = qualityText(REASON_MASKS - 1).length + 2 * QUALITY_REASONS.length

export class QualityTexts {
  readonly #texts = new TextTable()
  /** Index of a mask's text plus one; 0 where it was not needed yet. */
  readonly #indexOf = new Uint16Array(REASON_MASKS)

  /** Copies the end of a line whose reading has these reasons. */
  copy(mask: number, view: DataView, at: number): number {
    if (this.#indexOf[mask] === 0) {
      this.#indexOf[mask] = this.#texts.add(qualityText(mask)) + 1
    }
    return this.#texts.copy(this.#indexOf[mask] - 1, view, at)
  }
}
