/** @module The progress of a delivery: how much is left, and for how long. */

import type { SinkStatus } from '../../delivery/sink-status.ts'
import { span } from './figures.ts'
import type { ProgressStream } from './progress.ts'
import { encodeLine } from './redraw.ts'
import { megabytes, sinkPhrase } from './sink-lines.ts'
import { renderSpans } from './spans.ts'

const REDRAW_MS = 200
const LOG_MS = 10_000
const USUAL_COLUMNS = 80

export interface DeliveryDisplayOptions {
  readonly stream: ProgressStream
  readonly color: boolean
  /** A clock that only moves forward [ms]. */
  readonly nowMs: () => number
}

/** Shows how far the destinations are: call `update` as often as you like. */
export class DeliveryDisplay {
  readonly #options: DeliveryDisplayOptions
  #shownMs = Number.NEGATIVE_INFINITY
  #begun: { readonly ms: number; readonly bytes: number } | null = null
  #lineOpen = false

  constructor(options: DeliveryDisplayOptions) {
    this.#options = options
  }

  update(sinks: readonly SinkStatus[]): void {
    const { stream, color, nowMs } = this.#options
    const now = nowMs()
    const isTerminal = stream.isTTY === true
    this.#begun ??= { ms: now, bytes: mostBehind(sinks) }
    if (now - this.#shownMs < (isTerminal ? REDRAW_MS : LOG_MS)) {
      return
    }
    this.#shownMs = now
    const words = renderDelivery(sinks, this.#remainingSeconds(sinks, now))
    if (isTerminal) {
      const columns = (stream.columns || USUAL_COLUMNS) - 1
      stream.write(encodeLine(renderSpans([{ text: words }], { columns, color })))
      this.#lineOpen = true
    } else {
      stream.write(`${words}\n`)
    }
  }

  /** Leaves the cursor on a new line. */
  finish(): void {
    if (this.#lineOpen) {
      this.#options.stream.write('\n')
    }
    this.#lineOpen = false
  }

  /** At the pace so far; NaN when nothing was taken yet. */
  #remainingSeconds(sinks: readonly SinkStatus[], now: number): number {
    const begun = this.#begun
    const left = mostBehind(sinks)
    const taken = begun === null ? 0 : begun.bytes - left
    return begun === null || taken <= 0 ? Number.NaN : (left * (now - begun.ms)) / taken / 1000
  }
}

/** `delivering: 123.4 MB left, 12 s: kafka up to date, postgres delivering, 123.4 MB behind`. */
export function renderDelivery(sinks: readonly SinkStatus[], remainingSeconds: number): string {
  const left = mostBehind(sinks)
  const time = left > 0 && Number.isFinite(remainingSeconds) ? `, ${span(remainingSeconds)}` : ''
  return `delivering: ${megabytes(left)} left${time}: ${sinks.map(sinkPhrase).join(', ')}`
}

function mostBehind(sinks: readonly SinkStatus[]): number {
  return Math.max(0, ...sinks.map(({ behindBytes }) => behindBytes))
}
