/** @module The seam through which the HTTP interface asks something of the run it belongs to. */

import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import type { OperationError } from '../ieee2030_5/utility/operation.ts'
import type { GivenCommand } from '../simulation/commands/command.ts'
import { ApiProblem } from './api-problem.ts'

/** Who asks. */
export interface Asker {
  /** A command of this program, or any other client. */
  readonly source: 'api' | 'cli'
  /** The address they ask from. */
  readonly address: string
}

/** User-Agent of this program's commands. */
export const CLI_AGENT = 'gridtokenx-sim'

/** When ticks come. */
export type PaceChange =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'step'; readonly ticks: number }
  | { readonly kind: 'speed'; readonly speed: number }

/** What meters are told, or the ledger of certificates. */
export interface ToldCommands {
  readonly action: 'fault' | 'demand_response' | 'retire_certificate'
  /** In the words of the interface, for the journal of actions. */
  readonly asked: Readonly<Record<string, unknown>>
  readonly commands: readonly GivenCommand[]
  /** Simulated time from which on they hold [ms since 1970 UTC]; null for at once. */
  readonly fromMs: number | null
}

/** What is asked of the run without changing anything: what its batteries remember, as `BatteryRegisters`. */
export interface RunQuestion {
  readonly kind: 'batteries'
}

/** What an operator has the run do. */
export type RunDeed =
  | { readonly kind: 'pace'; readonly change: PaceChange; readonly by: Asker }
  | { readonly kind: 'commands'; readonly told: ToldCommands; readonly by: Asker }
  /** Of the utility server; `by` is null where it changes nothing. */
  | { readonly kind: 'operate'; readonly request: OperationRequest; readonly by: Asker | null }

/** What may be asked; plain data, since it goes from thread to thread. */
export type ControlRequest = RunQuestion | RunDeed

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
