/** @module The way from the HTTP interface to the utility server of IEEE 2030.5, which lives in another thread. */

import type { FleetStatus } from '../ieee2030_5/client/fleet/fleet-status.ts'
import type { ServerStatus } from '../ieee2030_5/server/server-status.ts'
import type { OperationRequest } from '../ieee2030_5/utility/operate.ts'
import type { OperationError } from '../ieee2030_5/utility/operation.ts'

/** What came of an operation. */
export type OperationOutcome =
  | { readonly kind: 'done'; readonly output: unknown }
  | {
      readonly kind: 'failed'
      /** Null for a fault of the program. */
      readonly fault: OperationError['fault'] | null
      readonly field: string
      readonly message: string
    }

export interface UtilityDoor {
  /** How the server stands, as of the last half second; null while there is none. */
  readonly status: ServerStatus | null
  /** How the meters stand with their server; null where they are no clients. */
  readonly clients: FleetStatus | null
  /** Never rejects. */
  operate(request: OperationRequest): Promise<OperationOutcome>
}

/** The door as it is told and opened by the owner of the thread. */
export class ToldUtility implements UtilityDoor {
  status: ServerStatus | null = null
  clients: FleetStatus | null = null
  readonly #ask: (id: number, request: OperationRequest) => void
  readonly #asked = new Map<number, (outcome: OperationOutcome) => void>()
  #lastId = 0

  /** @param ask - passes a request on, which `settle` answers */
  constructor(ask: (id: number, request: OperationRequest) => void) {
    this.#ask = ask
  }

  operate(request: OperationRequest): Promise<OperationOutcome> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#asked.set(id, resolve)
      this.#ask(id, request)
    })
  }

  settle(id: number, outcome: OperationOutcome): void {
    this.#asked.get(id)?.(outcome)
    this.#asked.delete(id)
  }
}
