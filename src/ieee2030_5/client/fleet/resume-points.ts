/** @module From where a journal has to be read again after a restart, so that no meter lacks anything. */

import type { StreamPosition } from '../../../journal/record-stream.ts'

/** Ticks between which the journal can be taken up are remembered so far apart [ms]. */
const STEP_MS = 900_000

interface ResumePoint {
  /** Everything up to it lies before the position [ms since 1970 UTC]. */
  readonly timeMs: number
  readonly position: StreamPosition
}

export class ResumePoints {
  #points: ResumePoint[]
  #slot: number | null = null

  /** @param begin - where reading began */
  constructor(begin: StreamPosition) {
    this.#points = [{ timeMs: Number.NEGATIVE_INFINITY, position: begin }]
  }

  /** A tick that ends at `timeMs` ends at this place. */
  reached(timeMs: number, position: StreamPosition): void {
    const slot = Math.floor(timeMs / STEP_MS)
    if (slot === this.#slot) return
    this.#slot = slot
    this.#points.push({ timeMs, position })
  }

  /**
   * The last place before which everything was posted; earlier ones are forgotten.
   *
   * @param neededMs - what ends later is needed again [ms since 1970 UTC]; null when nothing was read yet
   */
  before(neededMs: number | null): StreamPosition {
    const usable = this.#points.filter(({ timeMs }) => neededMs !== null && timeMs <= neededMs).length
    this.#points = this.#points.slice(Math.max(0, usable - 1))
    return this.#points[0].position
  }
}
