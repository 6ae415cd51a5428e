/** @module Delivers a run's journal in a thread of its own while it is written. */

import { Worker } from 'node:worker_threads'
import { type Problem, RunError, UsageError } from '../errors/problem.ts'
import type { JournalFollower } from '../run/journal-follower.ts'
import type { DeliveryEvent, DeliveryInputs, DeliveryRequest } from './delivery-messages.ts'
import type { SinkStatus } from './sink-status.ts'

/** A batch waits while a destination that takes records lacks more than this [bytes of the journal]. */
const MOST_BEHIND = 256 * 1024 * 1024
/** The thread is woken at most this often [ms]. */
const WAKE_MS = 20
/** What a run that was stopped waits for destinations that take nothing [ms]: the next start goes on anyway. */
const STOPPED_PATIENCE_MS = 3000

/** What closing the destinations may take [ms]. */
const CLOSE_LIMIT_MS = 10_000

/** What the owner of a run is told of its destinations. */
export interface DeliveryObserver {
  onStatus(sinks: readonly SinkStatus[]): void
  onNotice(text: string): void
}

/**
 * Starts the thread and tries every destination once.
 *
 * @throws UsageError naming the destinations that refuse; RunError when the thread fails
 */
export async function openDeliveryThread(inputs: DeliveryInputs, observer: DeliveryObserver): Promise<DeliveryThread> {
  const thread = new DeliveryThread(inputs, observer)
  try {
    const refusals = await thread.connected
    if (refusals.length > 0) {
      throw new UsageError(refusals.map(refusalProblem))
    }
    return thread
  } catch (error) {
    await thread.close()
    throw error
  }
}

function refusalProblem(refusal: string): Problem {
  return {
    source: 'delivery',
    key: refusal,
    expected: 'a destination that takes records',
    fix: 'Mend it, or leave it out with --sinks. Nothing was changed',
  }
}

export class DeliveryThread implements JournalFollower {
  readonly connected: Promise<readonly string[]>
  /** Rejects when the delivery cannot go on. */
  readonly failed: Promise<never>
  readonly #worker: Worker
  readonly #observer: DeliveryObserver
  readonly #patienceMs: number
  readonly #waiting = new Map<
    DeliveryEvent['kind'],
    { resolve: (event: DeliveryEvent) => void; reject: (reason: Error) => void }
  >()
  #sinks: readonly SinkStatus[] = []
  #failure: RunError | null = null
  #onFailure: (error: RunError) => void = () => undefined
  #wokenMs = 0
  /** Who waits until the destinations lack less. */
  #freed: (() => void) | null = null

  constructor(inputs: DeliveryInputs, observer: DeliveryObserver) {
    this.#observer = observer
    this.#patienceMs = inputs.settings.deliveryPatienceSeconds * 1000
    this.failed = new Promise((_resolve, reject) => {
      this.#onFailure = reject
    })
    // Whoever awaits it is told; until then it must not count as unhandled.
    this.failed.catch(() => undefined)
    this.#worker = new Worker(new URL('./delivery-worker.js', import.meta.url), { workerData: inputs })
    this.#worker.on('message', (event: DeliveryEvent) => this.#hear(event))
    this.#worker.on('error', (error) => this.#fail(new RunError(`The delivery failed: ${error.message}`)))
    this.#worker.on('exit', (code) => this.#fail(new RunError(`The delivery ended early with code ${code}`)))
    this.connected = this.#once('connected').then((event) => (event.kind === 'connected' ? event.refusals : []))
  }

  get oldestSegment(): string | null {
    const segments = this.#sinks.map(({ segment }) => segment ?? '')
    // A destination that has nothing yet needs everything.
    return segments.length === 0 ? null : (segments.sort()[0] ?? null) || BEFORE_ALL
  }

  start(): void {
    this.#ask({ kind: 'start' })
  }

  grew(): void {
    if (this.#failure !== null) {
      throw this.#failure
    }
    const nowMs = performance.now()
    if (nowMs - this.#wokenMs >= WAKE_MS) {
      this.#wokenMs = nowMs
      this.#ask({ kind: 'wake' })
    }
  }

  room(): Promise<void> | undefined {
    return this.#isFarBehind()
      ? new Promise((resolve) => {
          this.#freed = resolve
        })
      : undefined
  }

  async finish(signal: AbortSignal): Promise<void> {
    const undelivered = await this.deliverRest(this.#patienceMs, signal)
    if (undelivered.length > 0 && !signal.aborted) {
      throw new RunError(`${undelivered.join('\n')}\nThe journal is complete: run "deliver" to deliver the rest.`)
    }
    for (const text of undelivered) {
      this.#observer.onNotice(`${text} The next start goes on from there`)
    }
  }

  /**
   * Delivers all of a journal that is complete.
   *
   * @param patienceMs - given up when nothing was taken for this long
   * @param signal - aborted when the rest can wait: it is given up much sooner
   * @returns who lacks something, and why
   */
  async deliverRest(patienceMs: number, signal: AbortSignal): Promise<string[]> {
    const finished = this.#once('finished')
    const hurry = (): void => this.#ask({ kind: 'finish', patienceMs: Math.min(patienceMs, STOPPED_PATIENCE_MS) })
    signal.addEventListener('abort', hurry, { once: true })
    if (signal.aborted) {
      hurry()
    } else {
      this.#ask({ kind: 'finish', patienceMs })
    }
    try {
      const event = await finished
      this.#hearStatus(event.kind === 'finished' ? event.sinks : [])
    } finally {
      signal.removeEventListener('abort', hurry)
    }
    return this.#sinks.flatMap((sink) => (sink.state === 'done' ? [] : [describeLack(sink)]))
  }

  /** Lets the destinations go; one that does not let go in time is left to the end of the thread. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#waiting.set('closed', { resolve: () => resolve(), reject: () => resolve() })
      this.#worker.once('exit', () => resolve())
      setTimeout(resolve, CLOSE_LIMIT_MS).unref()
    })
    this.#ask({ kind: 'close' })
    await closed
    this.#worker.removeAllListeners('exit')
    await this.#worker.terminate()
  }

  #ask(request: DeliveryRequest): void {
    this.#worker.postMessage(request)
  }

  #once(kind: DeliveryEvent['kind']): Promise<DeliveryEvent> {
    return this.#failure === null
      ? new Promise((resolve, reject) => this.#waiting.set(kind, { resolve, reject }))
      : Promise.reject(this.#failure)
  }

  #hear(event: DeliveryEvent): void {
    if (event.kind === 'notice') {
      this.#observer.onNotice(event.text)
    } else if (event.kind === 'status') {
      this.#hearStatus(event.sinks)
    } else if (event.kind === 'fenced') {
      this.#fail(new RunError(event.message))
    } else {
      const waiting = this.#waiting.get(event.kind)
      this.#waiting.delete(event.kind)
      waiting?.resolve(event)
    }
  }

  #hearStatus(sinks: readonly SinkStatus[]): void {
    this.#sinks = sinks
    this.#observer.onStatus(sinks)
    if (!this.#isFarBehind()) {
      this.#freed?.()
    }
  }

  /** Only who takes records is waited for: the journal keeps them for the others. */
  #isFarBehind(): boolean {
    return (
      this.#failure === null &&
      this.#sinks.some(({ state, behindBytes }) => state === 'delivering' && behindBytes > MOST_BEHIND)
    )
  }

  #fail(error: RunError): void {
    this.#failure ??= error
    this.#onFailure(error)
    for (const { reject } of this.#waiting.values()) {
      reject(error)
    }
    this.#waiting.clear()
    this.#freed?.()
  }
}

/** Earlier than the first reading of any file. */
const BEFORE_ALL = '0001-01-01T00:00:00.000Z'

function describeLack({ name, state, behindBytes, lastError }: SinkStatus): string {
  const megabytes = (behindBytes / 1e6).toFixed(1)
  const reason = lastError === null ? state : lastError
  return `${name} lacks ${megabytes} MB of the journal: ${reason}.`
}
