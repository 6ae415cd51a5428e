/** @module The seam through which the HTTP interface asks something of the run it belongs to. */

import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import type { OperationError } from '../ieee2030_5/utility/operation.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'
import { ApiProblem } from './api-problem.ts'

/** What may be asked; plain data, since it goes from thread to thread. */
export type ControlRequest =
  | { readonly kind: 'command'; readonly given: GivenCommand }
  /** What batteries remember: `BatteryRegisters`. */
  | { readonly kind: 'batteries' }
  /** Of the utility server. */
  | { readonly kind: 'operate'; readonly request: OperationRequest }

export type ControlAnswer =
  | { readonly kind: 'done'; readonly output?: unknown }
  /** It cannot be done; why, as a sentence, and which part of the request is to blame. */
  | {
      readonly kind: 'refused'
      readonly reason: string
      readonly fault?: OperationError['fault'] | null
      readonly field?: string
    }

/** Whoever owns the run: answers between two ticks. */
export interface RunControl {
  ask(request: ControlRequest): Promise<ControlAnswer>
}

/** After this long the run is taken to be busy with something else [ms]. */
const PATIENCE_MS = 10_000

/** Asks the run in another thread; `answered` is called with what comes back. */
export class RemoteControl implements RunControl {
  readonly #send: (number: number, request: ControlRequest) => void
  readonly #patienceMs: number
  readonly #waiting = new Map<number, (answer: ControlAnswer) => void>()
  #asked = 0

  constructor(send: (number: number, request: ControlRequest) => void, patienceMs = PATIENCE_MS) {
    this.#send = send
    this.#patienceMs = patienceMs
  }

  /** @throws ApiProblem when the run does not answer in time; it may still do what was asked */
  async ask(request: ControlRequest): Promise<ControlAnswer> {
    this.#asked += 1
    const number = this.#asked
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<ControlAnswer>((resolve, reject) => {
        this.#waiting.set(number, resolve)
        timer = setTimeout(
          () => reject(new ApiProblem(503, 'The simulation does not answer; it may still do what was asked.')),
          this.#patienceMs,
        )
        this.#send(number, request)
      })
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(number)
    }
  }

  answered(number: number, answer: ControlAnswer): void {
    this.#waiting.get(number)?.(answer)
  }
}
