/** @module What time it is for the server: events follow its clock. */

import { timeResource } from '../../model/time.ts'
import type { ResourceClient } from '../connection/resource-client.ts'
import type { SimulatedClock } from '../time/simulated-clock.ts'

export class ServerClock {
  readonly #clock: SimulatedClock
  #offsetMs: number | null = null

  constructor(clock: SimulatedClock) {
    this.#clock = clock
  }

  /** What it is ahead of the meter's [ms]; null before it was asked. */
  get offsetMs(): number | null {
    return this.#offsetMs
  }

  /** By the server's clock [s since 1970 UTC]. */
  get now(): number {
    return Math.floor((this.#clock.nowMs() + (this.#offsetMs ?? 0)) / 1000)
  }

  /** When it is so late for the meter [ms since 1970 UTC]. @param serverS - by the server's clock [s since 1970 UTC] */
  meterMs(serverS: number): number {
    return 1000 * serverS - (this.#offsetMs ?? 0)
  }

  /**
   * Asks the server.
   *
   * @returns how often to ask [s]; undefined where it does not say
   * @throws ClientError
   */
  async read(client: ResourceClient, href: string): Promise<number | undefined> {
    const askedMs = this.#clock.nowMs()
    const { currentTime, pollRate } = await client.get(timeResource, href)
    const answeredMs = this.#clock.nowMs()
    // The server read its clock between the two, and tells whole seconds: half of one later on average.
    const offsetMs = currentTime * 1000 + 500 - (askedMs + answeredMs) / 2
    const uncertaintyMs = 500 + (answeredMs - askedMs) / 2
    this.#offsetMs = Math.abs(offsetMs) <= uncertaintyMs ? 0 : offsetMs
    return pollRate
  }
}
