/** @module How busy the event loop of a thread is, and how long it keeps others waiting. */

import { DurationHistogram, type HistogramFigures } from '../time/duration-histogram.ts'

/** How often the loop is asked to come by [ms]. */
const LOOK_MS = 100
/** [s] */
const DELAY_BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Plain data, so that it can be told to another thread. */
export interface ThreadFigures {
  /** How late timers are. */
  readonly delay: HistogramFigures
  /** What the loop has worked, and waited [s]. */
  readonly activeSeconds: number
  readonly idleSeconds: number
  /** Of the thread's JavaScript objects [bytes]. */
  readonly heapUsedBytes: number
}

/** Watches the thread it is made in. */
export class ThreadWatch {
  readonly #delay = new DurationHistogram(DELAY_BOUNDS)
  readonly #timer: NodeJS.Timeout
  #lookedMs = performance.now()

  constructor() {
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref()
  }

  figures(): ThreadFigures {
    const { active, idle } = performance.eventLoopUtilization()
    return {
      delay: this.#delay.figures(),
      activeSeconds: active / 1000,
      idleSeconds: idle / 1000,
      heapUsedBytes: process.memoryUsage().heapUsed,
    }
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const nowMs = performance.now()
    this.#delay.add(Math.max(0, nowMs - this.#lookedMs - LOOK_MS) / 1000)
    this.#lookedMs = nowMs
  }
}
