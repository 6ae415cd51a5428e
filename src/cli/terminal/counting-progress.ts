/** @module The progress of making many things: a bar on a terminal, a line now and then in a log. */

import { bar } from './bar.ts'
import { count, span } from './figures.ts'
import type { ProgressStream } from './progress.ts'
import { encodeLine } from './redraw.ts'
import { renderSpans } from './spans.ts'

const REDRAW_MS = 100
const LOG_MS = 10_000
/** What is over sooner needs no progress. */
const SILENT_MS = 1000
const BAR_COLUMNS = 30
const USUAL_COLUMNS = 80

export interface CountingProgressOptions {
  readonly stream: ProgressStream
  readonly color: boolean
  /** What is made: `meter`. */
  readonly thing: string
  /** A clock that only moves forward [ms]. */
  readonly nowMs: () => number
}

/** Call `update` as often as you like. */
export class CountingProgress {
  readonly #options: CountingProgressOptions
  readonly #startMs: number
  #nextMs: number
  #lineOpen = false

  constructor(options: CountingProgressOptions) {
    this.#options = options
    this.#startMs = options.nowMs()
    this.#nextMs = this.#startMs + (options.stream.isTTY === true ? SILENT_MS : LOG_MS)
  }

  update(done: number, all: number): void {
    const now = this.#options.nowMs()
    if (now < this.#nextMs) return
    const { stream, color, thing } = this.#options
    const left = done > 0 ? ((now - this.#startMs) / 1000) * (all / done - 1) : Number.NaN
    const words = `${count(done)} of ${count(all)} ${thing}s  ${span(left)} left`
    if (stream.isTTY === true) {
      const columns = (stream.columns || USUAL_COLUMNS) - 1
      const drawn = columns > words.length + BAR_COLUMNS + 2 ? `${bar(done / all, BAR_COLUMNS)}  ` : ''
      stream.write(encodeLine(renderSpans([{ text: drawn, role: 'strong' }, { text: words }], { columns, color })))
      this.#lineOpen = true
      this.#nextMs = now + REDRAW_MS
    } else {
      stream.write(`${words}\n`)
      this.#nextMs = now + LOG_MS
    }
  }

  /** Leaves the cursor on a new line. */
  finish(): void {
    if (this.#lineOpen) this.#options.stream.write('\n')
    this.#lineOpen = false
  }
}
