/** @module Ctrl-C, SIGTERM and a closed terminal: the first asks for a clean stop, the second ends the process at once. */

/** What a shell expects of a process that an interrupt ended. */
const EXIT_INTERRUPTED = 130
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Listens for stop signals until released. */
export class StopSignals {
  readonly #controller = new AbortController()
  readonly #beforeExit: () => void

  /** @param beforeExit - puts the terminal in order when a second signal ends the process */
  constructor(beforeExit: () => void) {
    this.#beforeExit = beforeExit
    for (const name of STOPPING) {
      process.on(name, this.#onSignal)
    }
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  release(): void {
    for (const name of STOPPING) {
      process.off(name, this.#onSignal)
    }
  }

  readonly #onSignal = (): void => {
    if (this.#controller.signal.aborted) {
      this.#beforeExit()
      // Everything flushed is durable, and the journal's tail is put right by the next start.
      process.exit(EXIT_INTERRUPTED)
    }
    this.#controller.abort()
  }
}
