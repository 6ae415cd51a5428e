/** @module The progress of a batch run: a bar on a terminal, a line now and then in a log. */

import { bar } from './bar.ts'
import { count, span } from './figures.ts'
import { sortableLocalTime } from './local-date-time.ts'
import { encodeLine } from './redraw.ts'
import type { ScreenSize } from './screen-size.ts'
import { renderSpans } from './spans.ts'

const REDRAW_MS = 100
const LOG_MS = 10_000
const WIDEST_BAR = 40
const NARROWEST_BAR = 8
/** The width taken of a terminal that says it has none. */
const USUAL_COLUMNS = 80
/** Room kept for the words, so that the bar does not move while they change [cells]. */
const WORDS_WIDTH = 60

/** Where a batch stands. */
export interface BatchProgress {
  /** Ticks done and to do, counted from the start of the simulated period. */
  readonly tick: number
  readonly lastTick: number
  /** The simulated instant reached [ms since 1970 UTC]. */
  readonly timeMs: number
}

/** A batch with its pace, as the renderer needs it. */
export interface PacedProgress extends BatchProgress {
  readonly timeZone: string
  /** Since this process began [1/s]; NaN when it has done nothing yet. */
  readonly readingsPerSecond: number
  /** Until the end at that pace [s]; NaN when unknown. */
  readonly remainingSeconds: number
}

/** `██████▌      42 %  2025-06-04  1,234,567 readings/s  12 s left`, without the bar where there is no room for it. */
export function renderProgress(progress: PacedProgress, screen: Pick<ScreenSize, 'columns' | 'color'>): string {
  const words = progressWords(progress)
  const room = screen.columns - WORDS_WIDTH
  if (room < NARROWEST_BAR) return renderSpans([{ text: words }], screen)
  return renderSpans(
    [{ text: bar(fractionDone(progress), Math.min(WIDEST_BAR, room)), role: 'strong' }, { text: `  ${words}` }],
    screen,
  )
}

function fractionDone({ tick, lastTick }: BatchProgress): number {
  return lastTick > 0 ? tick / lastTick : 1
}

function progressWords(progress: PacedProgress): string {
  const fraction = fractionDone(progress)
  const percent = `${Math.floor(fraction * 100)} %`.padStart(5)
  const date = sortableLocalTime(progress.timeMs, progress.timeZone).slice(0, 10)
  const left = fraction < 1 ? `${span(progress.remainingSeconds)} left` : 'done'
  return `${percent}  ${date}  ${count(progress.readingsPerSecond)} readings/s  ${left}`
}

/** The part of a stream the display needs; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): boolean
}

export interface ProgressOptions {
  readonly stream: ProgressStream
  readonly color: boolean
  readonly timeZone: string
  readonly meters: number
  /** The tick this process begins after: a resumed run is paced by what it does itself. */
  readonly firstTick: number
  /** A clock that only moves forward [ms]. */
  readonly nowMs: () => number
}

/** Shows the progress of a batch: call `update` as often as you like. */
export class ProgressDisplay {
  readonly #options: ProgressOptions
  readonly #startMs: number
  #shownMs: number
  /** The last update not shown yet. */
  #pending: BatchProgress | null = null
  #lineOpen = false

  constructor(options: ProgressOptions) {
    this.#options = options
    this.#startMs = options.nowMs()
    // A terminal shows the first update at once; a log waits until there is something to say.
    this.#shownMs = options.stream.isTTY === true ? Number.NEGATIVE_INFINITY : this.#startMs
  }

  update(progress: BatchProgress): void {
    this.#pending = progress
    const now = this.#options.nowMs()
    if (now - this.#shownMs >= (this.#options.stream.isTTY === true ? REDRAW_MS : LOG_MS)) this.#show(progress, now)
  }

  /** Shows where the batch ended and leaves the cursor on a new line. */
  finish(): void {
    if (this.#pending !== null) this.#show(this.#pending, this.#options.nowMs())
    if (this.#lineOpen) this.#options.stream.write('\n')
    this.#lineOpen = false
  }

  #show(progress: BatchProgress, now: number): void {
    this.#shownMs = now
    this.#pending = null
    const { stream, color, timeZone, meters, firstTick } = this.#options
    const seconds = (now - this.#startMs) / 1000
    const ticksPerSecond = seconds > 0 ? (progress.tick - firstTick) / seconds : Number.NaN
    const paced: PacedProgress = {
      ...progress,
      timeZone,
      readingsPerSecond: ticksPerSecond * meters,
      remainingSeconds: ticksPerSecond > 0 ? (progress.lastTick - progress.tick) / ticksPerSecond : Number.NaN,
    }
    if (stream.isTTY === true) {
      stream.write(encodeLine(renderProgress(paced, { columns: (stream.columns || USUAL_COLUMNS) - 1, color })))
      this.#lineOpen = true
    } else {
      stream.write(`${progressWords(paced).trimStart()}\n`)
    }
  }
}
