/** @module Ctrl-C and SIGTERM: the first asks for a clean stop, the second ends the process at once. */

/** What a shell expects of a process that an interrupt ended. */
const EXIT_INTERRUPTED = 130

/** Listens for stop signals until released. */
export class StopSignals {
  readonly #controller = new AbortController()
  readonly #beforeExit: () => void

  /** @param beforeExit - puts the terminal in order when a second signal ends the process */
  constructor(beforeExit: () => void) {
    this.#beforeExit = beforeExit
    process.on('SIGINT', this.#onSignal)
    process.on('SIGTERM', this.#onSignal)
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  release(): void {
    process.off('SIGINT', this.#onSignal)
    process.off('SIGTERM', this.#onSignal)
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
