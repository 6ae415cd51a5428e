/** @module The meters of a live run as clients of a utility server, in a thread of their own. */

import { Worker } from 'node:worker_threads'
import { type Problem, UsageError } from '../../../errors/problem.ts'
import type { JournalFollower } from '../../../run/journal-follower.ts'
import type { GivenCommand } from '../../../simulation/commands/command.ts'
import type { RunClock } from '../../../time/run-clock.ts'
import type { FleetEvent, FleetInputs, FleetRequest } from './fleet-messages.ts'
import type { FleetStatus } from './fleet-status.ts'

/** The thread is woken at most this often [ms]. */
const WAKE_MS = 50
/** What closing may take [ms]. */
const CLOSE_LIMIT_MS = 5000

/** What the owner of a run is told of its meters. */
export interface FleetObserver {
  /** What the server wants of meters: to be given to the simulation between two ticks. */
  onCommands(commands: readonly GivenCommand[]): void
  onStatus(status: FleetStatus): void
  onNotice(text: string): void
}

/**
 * Starts the thread and reads every identity.
 *
 * @throws UsageError with a problem for each that cannot be used
 */
export async function startFleet(inputs: FleetInputs, observer: FleetObserver): Promise<FleetThread> {
  const thread = new FleetThread(inputs, observer)
  try {
    const problems = await thread.loaded
    if (problems.length > 0) throw new UsageError(problems)
    return thread
  } catch (error) {
    await thread.close()
    throw error
  }
}

/** Meters that fail take no run down: what goes wrong with the thread is told, and the run goes on without it. */
export class FleetThread implements JournalFollower {
  /** What is wrong with identities. */
  readonly loaded: Promise<readonly Problem[]>
  readonly #worker: Worker
  readonly #observer: FleetObserver
  #segment = ''
  #wokenMs = 0
  #isRunning = true
  #onLoaded: (problems: readonly Problem[]) => void = () => undefined
  #onClosed: () => void = () => undefined

  constructor(inputs: FleetInputs, observer: FleetObserver) {
    this.#observer = observer
    this.loaded = new Promise((resolve) => {
      this.#onLoaded = resolve
    })
    this.#worker = new Worker(new URL('./fleet-worker.js', import.meta.url), { workerData: inputs })
    this.#worker.on('message', (event: FleetEvent) => this.#hear(event))
    this.#worker.on('error', (error) => this.#end(`The clients of the utility server failed: ${error.stack}`))
    this.#worker.on('exit', (code) => this.#end(`The clients of the utility server ended early with code ${code}`))
  }

  /** Nothing but what is in front of it is needed again; all of it while nothing was read. */
  get oldestSegment(): string | null {
    if (!this.#isRunning) return null
    return this.#segment === '' ? BEFORE_ALL : this.#segment
  }

  start(): void {
    this.#ask({ kind: 'start' })
  }

  grew(): void {
    const nowMs = performance.now()
    if (nowMs - this.#wokenMs >= WAKE_MS) {
      this.#wokenMs = nowMs
      this.#ask({ kind: 'wake' })
    }
  }

  /** Only live runs have clients, and those wait for nobody. */
  room(): undefined {
    return undefined
  }

  finish(): Promise<void> {
    return Promise.resolve()
  }

  /** The simulated time goes on like this from now on. */
  setClock(clock: RunClock): void {
    this.#ask({ kind: 'clock', clock })
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#onClosed = resolve
      setTimeout(resolve, CLOSE_LIMIT_MS).unref()
    })
    if (this.#isRunning) {
      this.#ask({ kind: 'close' })
      await closed
    }
    this.#isRunning = false
    await this.#worker.terminate()
  }

  #ask(request: FleetRequest): void {
    this.#worker.postMessage(request)
  }

  #hear(event: FleetEvent): void {
    switch (event.kind) {
      case 'loaded':
        this.#onLoaded(event.problems)
        break
      case 'status':
        this.#segment = event.segment
        this.#observer.onStatus(event.status)
        break
      case 'commands':
        this.#observer.onCommands(event.commands)
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
    this.#onLoaded([{ source: 'utility server', key: 'clients', value: text, expected: 'a thread that runs' }])
    this.#onClosed()
  }
}

/** Earlier than the first reading of any file. */
const BEFORE_ALL = '0001-01-01T00:00:00.000Z'
