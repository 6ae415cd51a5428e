/** @module Runs a utility server in a thread of its own. */

import { Worker } from 'node:worker_threads'
import { RunError, UsageError } from '../../errors/problem.ts'
import type { RunClock } from '../../time/run-clock.ts'
import { OperationError } from '../utility/operation.ts'
import type { ServerEvent, ServerRequest } from './server-messages.ts'
import type { ServerOptions } from './server-options.ts'
import type { ServerStatus } from './server-status.ts'

/** What closing may take [ms]. */
const CLOSE_LIMIT_MS = 10_000

export interface ServerThreadObserver {
  onStatus(status: ServerStatus): void
  /** A refused connection, a fault of the disk: one line. There may be many, whoever tries the port. */
  onNotice(text: string): void
  /** The thread has ended by itself, and why; a notice like others when left out. */
  onFailed?(text: string): void
}

/**
 * Starts the thread, and the server in it.
 *
 * @throws UsageError when certificates, port or state cannot be used; RunError when the thread fails
 */
export async function startUtilityServer(
  options: ServerOptions,
  observer: ServerThreadObserver,
): Promise<UtilityServerThread> {
  const thread = new UtilityServerThread(options, observer)
  try {
    await thread.listening
    return thread
  } catch (error) {
    await thread.close()
    throw error
  }
}

export class UtilityServerThread {
  /** Resolves with the port. */
  readonly listening: Promise<number>
  readonly #worker: Worker
  readonly #observer: ServerThreadObserver
  readonly #asked = new Map<number, { resolve: (output: unknown) => void; reject: (error: Error) => void }>()
  #lastId = 0
  #status: ServerStatus | null = null
  #ended: Error | null = null
  #onListening: (event: ServerEvent | Error) => void = () => undefined
  #onClosed: () => void = () => undefined

  constructor(options: ServerOptions, observer: ServerThreadObserver) {
    this.#observer = observer
    this.listening = new Promise((resolve, reject) => {
      this.#onListening = (event) => {
        if (event instanceof Error) reject(event)
        else if (event.kind === 'listening') resolve(event.port)
        else if (event.kind === 'refused') reject(refusalOf(event))
      }
    })
    this.#worker = new Worker(new URL('./server-worker.js', import.meta.url), { workerData: options })
    this.#worker.on('message', (event: ServerEvent) => this.#hear(event))
    this.#worker.on('error', (error) => this.#end(new RunError(`The utility server failed: ${error.message}`)))
    this.#worker.on('exit', (code) => this.#end(new RunError(`The utility server ended early with code ${code}`)))
  }

  /** As of half a second ago at most; null before it listens. */
  get status(): ServerStatus | null {
    return this.#status
  }

  /**
   * Carries out what an operator asks for.
   *
   * @returns plain data
   * @throws OperationError when it cannot be done
   */
  operate(name: string, input: unknown): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended)
    const id = ++this.#lastId
    this.#tell({ kind: 'operate', id, request: { name, input } })
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }))
  }

  /** From now on the server's time is this. */
  setClock(clock: RunClock): void {
    this.#tell({ kind: 'clock', clock })
  }

  /** Lets every device go and the state become durable. */
  async close(): Promise<void> {
    if (this.#ended === null) {
      const closed = new Promise<void>((resolve) => {
        this.#onClosed = resolve
        setTimeout(resolve, CLOSE_LIMIT_MS).unref()
      })
      this.#tell({ kind: 'close' })
      await closed
    }
    this.#worker.removeAllListeners('exit')
    await this.#worker.terminate()
  }

  #tell(request: ServerRequest): void {
    this.#worker.postMessage(request)
  }

  #hear(event: ServerEvent): void {
    switch (event.kind) {
      case 'listening':
        this.#onListening(event)
        break
      case 'refused':
        this.#ended = refusalOf(event)
        this.#onListening(event)
        break
      case 'status':
        this.#status = event.status
        this.#observer.onStatus(event.status)
        break
      case 'notice':
        this.#observer.onNotice(event.text)
        break
      case 'closed':
        this.#onClosed()
        break
      case 'done':
      case 'failed':
        this.#settle(event)
        break
    }
  }

  #settle(event: Extract<ServerEvent, { id: number }>): void {
    const asked = this.#asked.get(event.id)
    this.#asked.delete(event.id)
    if (event.kind === 'done') {
      asked?.resolve(event.output)
    } else {
      const { fault, field, message } = event
      asked?.reject(fault === null ? new RunError(message) : new OperationError(fault, field, message))
    }
  }

  /** The meters go on without it: a run is not worth less for a server that failed. */
  #end(error: Error): void {
    if (this.#ended !== null) return
    this.#ended = error
    if (this.#observer.onFailed === undefined) this.#observer.onNotice(error.message)
    else this.#observer.onFailed(error.message)
    this.#onListening(error)
    this.#onClosed()
    for (const { reject } of this.#asked.values()) {
      reject(error)
    }
    this.#asked.clear()
  }
}

function refusalOf({ problems, message }: Extract<ServerEvent, { kind: 'refused' }>): Error {
  return problems.length > 0 ? new UsageError(problems) : new RunError(message)
}
