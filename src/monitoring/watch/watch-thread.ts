/** @module Has a thread of its own watch a live run for alerts; if it fails, that is told and the run goes on. */

import { Worker } from 'node:worker_threads'
import type { JournalFollower } from '../../run/journal-follower.ts'
import type { RunClock } from '../../time/run-clock.ts'
import type { AlertRecord } from '../alerts/alert-record.ts'
import type { JudgedSink, TickCounts } from '../alerts/program-rules.ts'
import type { WatchInputs } from './alert-watch.ts'
import type { WatchEvent, WatchRequest } from './watch-messages.ts'

/** The thread is woken, and told of ticks and destinations, at most this often [ms]. */
const WAKE_MS = 50
const TELL_MS = 1000
/** What closing may take [ms]. */
const CLOSE_LIMIT_MS = 5000
/** Earlier than the first reading of any file. */
const BEFORE_ALL = '0001-01-01T00:00:00.000Z'

export interface WatchObserver {
  /** Alerts were raised or are over; new ones, or those an earlier process has left open. */
  onRecords(records: readonly AlertRecord[], areNew: boolean): void
  /** The run is judged up to a time [ms since 1970 UTC]. */
  onJudged(judgedMs: number): void
  onNotice(text: string): void
}

export class WatchThread implements JournalFollower {
  readonly #worker: Worker
  readonly #observer: WatchObserver
  #segment = ''
  #isRunning = true
  #wokenMs = Number.NEGATIVE_INFINITY
  #toldTicksMs = Number.NEGATIVE_INFINITY
  #toldSinksMs = Number.NEGATIVE_INFINITY
  #onClosed: () => void = () => undefined

  constructor(inputs: WatchInputs, observer: WatchObserver) {
    this.#observer = observer
    this.#worker = new Worker(new URL('./watch-worker.js', import.meta.url), { workerData: inputs })
    this.#worker.on('message', (event: WatchEvent) => this.#hear(event))
    this.#worker.on('error', (error) => this.#end(`Alerts are not watched for any more: ${error.stack}`))
    this.#worker.on('exit', (code) => this.#end(`Alerts are not watched for any more: the thread ended with ${code}`))
  }

  /** All of the readings while nothing was judged. */
  get oldestSegment(): string | null {
    if (!this.#isRunning) return null
    return this.#segment === '' ? BEFORE_ALL : this.#segment
  }

  start(): void {
    this.#ask({ kind: 'start' })
  }

  grew(): void {
    const nowMs = performance.now()
    if (nowMs - this.#wokenMs < WAKE_MS) return
    this.#wokenMs = nowMs
    this.#ask({ kind: 'wake' })
  }

  /** Only live runs are watched, and those wait for nobody. */
  room(): undefined {
    return undefined
  }

  /** What is not judged yet is after the next start. */
  finish(): Promise<void> {
    return Promise.resolve()
  }

  setClock(clock: RunClock): void {
    this.#ask({ kind: 'clock', clock })
  }

  onTicks(counts: TickCounts): void {
    const nowMs = performance.now()
    if (nowMs - this.#toldTicksMs < TELL_MS) return
    this.#toldTicksMs = nowMs
    this.#ask({ kind: 'ticks', counts })
  }

  onSinks(sinks: readonly JudgedSink[]): void {
    const nowMs = performance.now()
    if (nowMs - this.#toldSinksMs < TELL_MS) return
    this.#toldSinksMs = nowMs
    this.#ask({ kind: 'sinks', sinks })
  }

  async close(): Promise<void> {
    if (this.#isRunning) {
      const closed = new Promise<void>((resolve) => {
        this.#onClosed = resolve
        setTimeout(resolve, CLOSE_LIMIT_MS).unref()
      })
      this.#ask({ kind: 'close' })
      await closed
    }
    this.#isRunning = false
    await this.#worker.terminate()
  }

  #ask(request: WatchRequest): void {
    if (this.#isRunning) this.#worker.postMessage(request)
  }

  #hear(event: WatchEvent): void {
    switch (event.kind) {
      case 'records':
        this.#observer.onRecords(event.records, event.areNew)
        break
      case 'status':
        this.#segment = event.segment
        if (event.judgedMs !== null) this.#observer.onJudged(event.judgedMs)
        break
      case 'notice':
        this.#observer.onNotice(event.text)
        break
      case 'closed':
        this.#onClosed()
    }
  }

  #end(text: string): void {
    if (!this.#isRunning) return
    this.#isRunning = false
    this.#observer.onNotice(text)
    this.#onClosed()
  }
}
