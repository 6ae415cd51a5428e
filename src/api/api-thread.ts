/** @module Has a thread of its own answer HTTP while a run goes. */

import { Worker } from 'node:worker_threads'
import type { SettingOrigins } from '../config/effective-settings.ts'
import type { SinkStatus } from '../delivery/sink-status.ts'
import type { UsageError } from '../errors/problem.ts'
import type { AlertRecord } from '../monitoring/alerts/alert-record.ts'
import type { RunProgress } from '../run/run-observer.ts'
import { addressRefusal } from './address-refusal.ts'
import type { ApiEvent, ApiMessage, ApiThreadInputs } from './api-messages.ts'
import type { ToldPace } from './live-campus.ts'
import type { ControlAnswer, RunControl } from './run-control.ts'
import { ThreadWatch } from './thread-watch.ts'
import type { ToldUtility } from './told-utility.ts'

/** Shortest time between two ticks that are told, while they rush by [ms]. */
const TELL_MS = 50
/** How often the run's thread tells how it does [ms]. */
const THREAD_MS = 1_000
/** What closing connections may take [ms]. */
const CLOSE_LIMIT_MS = 3_000

/** The run the thread belongs to. */
export interface ApiOwner {
  readonly control: RunControl
  /** Told of a failure that the run survives. */
  onNotice(text: string): void
}

/**
 * Starts the thread and waits until it listens.
 *
 * @throws UsageError when the address cannot be had
 */
export async function openApiThread(
  inputs: ApiThreadInputs,
  origins: Pick<SettingOrigins, 'apiHost' | 'apiPort' | 'metricsPort'>,
  owner: ApiOwner,
): Promise<ApiThread> {
  const worker = new Worker(new URL('./api-worker.js', import.meta.url), { workerData: inputs })
  const event = await firstEvent(worker)
  if (event.kind === 'listening') return new ApiThread(worker, event.url, owner)
  await worker.terminate()
  throw refusal(event, inputs, origins)
}

/** Tells the thread what the run does; if it fails, the run goes on without it. */
export class ApiThread {
  readonly url: string
  readonly #worker: Worker
  #toldMs = Number.NEGATIVE_INFINITY
  #untold: RunProgress | null = null
  #timer: NodeJS.Timeout | undefined
  #hasEnded = false
  readonly #watch = new ThreadWatch()
  readonly #watching: NodeJS.Timeout

  constructor(worker: Worker, url: string, owner: ApiOwner) {
    this.url = url
    this.#worker = worker
    // By name: with all of them the worker's own would go, and its messages would stop.
    worker.removeAllListeners('error')
    worker.removeAllListeners('exit')
    worker.on('message', (event: ApiEvent) => {
      if (event.kind === 'fault') owner.onNotice(`A request to the HTTP interface failed: ${event.text}`)
      if (event.kind === 'asked') void this.#answer(event.number, owner.control.ask(event.request))
    })
    worker.on('error', (error) => owner.onNotice(`The HTTP interface ended, the run goes on: ${error.message}`))
    worker.on('exit', () => {
      this.#hasEnded = true
    })
    const tellThread = (): void => this.#tell({ kind: 'thread', figures: this.#watch.figures() })
    this.#watching = setInterval(tellThread, THREAD_MS).unref()
  }

  /** Tells a tick at once, or the last of several that come quickly. */
  onTick(progress: RunProgress): void {
    const nowMs = performance.now()
    this.#untold = progress
    if (nowMs - this.#toldMs >= TELL_MS) {
      this.#tellTick()
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#tellTick(), TELL_MS).unref()
    }
  }

  onDelivery(sinks: readonly SinkStatus[]): void {
    this.#tell({ kind: 'sinks', sinks })
  }

  onPace(pace: ToldPace): void {
    // What came before it is told before it.
    if (this.#timer !== undefined) this.#tellTick()
    this.#tell({ kind: 'pace', pace })
  }

  onUtility(told: ToldUtility): void {
    this.#tell({ kind: 'utility', told })
  }

  /** Alerts were raised or are over; new ones, or those an earlier process has left open. */
  onAlerts(records: readonly AlertRecord[], areNew: boolean): void {
    this.#tell({ kind: 'alerts', records, areNew })
  }

  onJudged(judgedMs: number): void {
    this.#tell({ kind: 'judged', judgedMs })
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    clearInterval(this.#watching)
    this.#watch.close()
    if (!this.#hasEnded) {
      const closed = new Promise<void>((resolve) => {
        this.#worker.on('message', ({ kind }: ApiEvent) => kind === 'closed' && resolve())
        this.#worker.on('exit', () => resolve())
        setTimeout(resolve, CLOSE_LIMIT_MS).unref()
      })
      this.#tell({ kind: 'close' })
      await closed
    }
    this.#worker.removeAllListeners()
    await this.#worker.terminate()
  }

  async #answer(number: number, asked: Promise<ControlAnswer>): Promise<void> {
    const answer = await asked.catch((error: unknown) => ({ kind: 'refused' as const, reason: String(error) }))
    this.#tell({ kind: 'answered', number, answer })
  }

  #tellTick(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#untold === null) return
    const { simulation, state, lateTicks, measures } = this.#untold
    this.#untold = null
    this.#toldMs = performance.now()
    // Meters are told by the journal.
    const snapshot = { ...simulation.snapshot(), meters: [] }
    this.#tell({ kind: 'measures', measures: { ...measures.figures(), run: simulation.figures() } })
    this.#tell({ kind: 'tick', tick: { state, lateTicks, snapshot } })
  }

  #tell(message: ApiMessage): void {
    if (!this.#hasEnded) this.#worker.postMessage(message)
  }
}

function firstEvent(worker: Worker): Promise<ApiEvent> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the HTTP interface ended with code ${code}`)))
  })
}

/** What is said of the port that cannot be had. */
function refusal(
  event: ApiEvent,
  { host, ...ports }: ApiThreadInputs,
  { apiHost, apiPort, metricsPort }: Pick<SettingOrigins, 'apiHost' | 'apiPort' | 'metricsPort'>,
): UsageError {
  const failure = event.kind === 'refused' ? event : { code: '', message: event.kind, port: 'api' as const }
  return failure.port === 'api'
    ? addressRefusal(
        failure,
        { host, port: ports.port },
        { host: apiHost, port: apiPort },
        'open none with --no-server',
      )
    : addressRefusal(
        failure,
        { host, port: ports.metricsPort ?? 0 },
        { host: apiHost, port: metricsPort },
        'set none: the metrics are at API_PORT, too',
      )
}
