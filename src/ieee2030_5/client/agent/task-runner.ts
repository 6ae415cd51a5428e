/** @module Does an agent's tasks when they are due, one at a time. */

import { DEFAULT_POLL_RATE } from '../../model/resource.ts'
import type { SimulatedClock } from '../time/simulated-clock.ts'
import type { Timer, TimerQueue } from '../time/timer-queue.ts'
import { TaskList } from './task-list.ts'

/** No resource is looked at more often than this, whatever its poll rate says [ms]. */
const SHORTEST_POLL_MS = 1000
/** Polls are spread by so much of their rate, and no more than so long [share], [ms]. */
const POLL_JITTER = { share: 0.02, mostMs: 5000 } as const

export interface TaskRunnerOptions {
  readonly clock: SimulatedClock
  readonly timers: TimerQueue
  /** A number from 0 to 1, another one at every call. */
  readonly jitter: () => number
  /** A task went well. */
  readonly onDone: () => void
  readonly onFailed: (error: unknown, name: string, run: () => Promise<void>) => void
}

export class TaskRunner {
  readonly #options: TaskRunnerOptions
  readonly #tasks = new TaskList()
  #timer: Timer | null = null
  #isRunning = false
  #isClosed = false

  constructor(options: TaskRunnerOptions) {
    this.#options = options
  }

  has(name: string): boolean {
    return this.#tasks.has(name)
  }

  /** Sets when a task is due, in place of what was set for it before [ms since 1970 UTC, simulated]. */
  schedule(name: string, dueMs: number, run: () => Promise<void>): void {
    this.#tasks.schedule(name, dueMs, run)
    this.#wait()
  }

  /** Has a task done now. */
  hasten(name: string, run: () => Promise<void>): void {
    this.#tasks.hasten(name, this.#options.clock.nowMs(), run)
    this.#wait()
  }

  /** Has a task done again after so long. @param pollRate - [s]; 0 and undefined say nothing */
  poll(name: string, pollRate: number | undefined, run: () => Promise<void>): void {
    const { clock, jitter } = this.#options
    const rateMs = 1000 * (pollRate === undefined || pollRate === 0 ? DEFAULT_POLL_RATE : pollRate)
    const jitterMs = Math.min(POLL_JITTER.mostMs, POLL_JITTER.share * rateMs) * jitter()
    this.schedule(name, clock.nowMs() + Math.max(SHORTEST_POLL_MS, rateMs) + jitterMs, run)
  }

  remove(name: string): void {
    this.#tasks.remove(name)
  }

  /** Nothing is done before that time, but for one task that needs no server. */
  postpone(untilMs: number, local: string): void {
    this.#tasks.postpone(untilMs, local)
  }

  /** Takes all tasks out but for one that needs no server. */
  clearBut(local: string): void {
    this.#tasks.clearBut(local)
  }

  close(): void {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#tasks.clear()
  }

  /** Sets the timer for what is due first. */
  #wait(): void {
    if (this.#isRunning || this.#isClosed) return
    this.#timer?.cancel()
    const task = this.#tasks.first()
    this.#timer = task === null ? null : this.#options.timers.at(task.dueMs, () => void this.#work())
  }

  async #work(): Promise<void> {
    const { clock, onDone, onFailed } = this.#options
    this.#isRunning = true
    for (let task = this.#tasks.first(); task !== null && task.dueMs <= clock.nowMs(); task = this.#tasks.first()) {
      this.#tasks.remove(task.name)
      try {
        await task.run()
        if (!this.#isClosed) onDone()
      } catch (error) {
        if (!this.#isClosed) onFailed(error, task.name, task.run)
      }
    }
    this.#isRunning = false
    this.#wait()
  }
}
