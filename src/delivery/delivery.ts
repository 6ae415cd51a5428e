/** @module Delivers one run's journal to all its destinations, each at its own pace. */

import type { RunManifest } from '../journal/run-manifest.ts'
import { type Sink, SinkError } from '../sinks/sink.ts'
import { type DeliveryClock, SinkDelivery } from './sink-delivery.ts'
import type { SinkStatus } from './sink-status.ts'

/** How often the end of a delivery is looked for [ms]. */
const LOOK_MS = 100

export interface DeliveryOptions {
  readonly sinks: readonly Sink[]
  readonly run: RunManifest
  readonly outputFile: string
  readonly clock: DeliveryClock
  /** Something worth a line in the log. */
  readonly onNotice: (text: string) => void
  /** A younger simulator has taken over: the run must end. */
  readonly onFenced: (message: string) => void
}

export class Delivery {
  readonly #options: DeliveryOptions
  readonly #deliveries: readonly SinkDelivery[]
  #running: Promise<void>[] = []

  constructor(options: DeliveryOptions) {
    this.#options = options
    this.#deliveries = options.sinks.map((sink) => new SinkDelivery({ ...options, sink }))
  }

  /**
   * Connects to every destination once; one that is not there is tried again later.
   *
   * @returns what is wrong with those that answer and refuse: with them a run should not start
   */
  async connect(): Promise<string[]> {
    const { onNotice } = this.#options
    const refusals = await Promise.all(
      this.#deliveries.map(async (delivery) => {
        try {
          await delivery.connect()
          return []
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          if (error instanceof SinkError && error.fault === 'unavailable') {
            onNotice(`${delivery.name}: ${reason}. The run goes on without it; the journal keeps what it lacks`)
            return []
          }
          return [`${delivery.name}: ${reason}`]
        }
      }),
    )
    return refusals.flat()
  }

  /** Begins to deliver; the journal must be open. */
  start(): void {
    this.#running = this.#deliveries.map(async (delivery) => {
      try {
        await delivery.run()
      } catch (error) {
        this.#options.onFenced(error instanceof Error ? error.message : String(error))
      }
    })
  }

  /** There may be more to read. */
  wake(): void {
    for (const delivery of this.#deliveries) {
      delivery.wake()
    }
  }

  /**
   * Delivers what is left of a journal that is complete.
   *
   * @param patienceMs - given up when no destination that lacks something has taken anything for this long
   * @returns how each destination stands
   */
  async finish(patienceMs: number): Promise<SinkStatus[]> {
    const { clock } = this.#options
    for (const delivery of this.#deliveries) {
      delivery.finish()
    }
    const all = Promise.all(this.#running)
    let ended = false
    void all.then(() => {
      ended = true
    })
    let taken = this.#taken()
    let sinceMs = clock.wallMs()
    while (!ended && clock.wallMs() - sinceMs <= patienceMs) {
      await Promise.race([all, clock.sleep(LOOK_MS, new AbortController().signal)])
      const now = this.#taken()
      if (now !== taken) {
        taken = now
        sinceMs = clock.wallMs()
      }
    }
    return this.status()
  }

  status(): Promise<SinkStatus[]> {
    return Promise.all(this.#deliveries.map((delivery) => delivery.status()))
  }

  async close(): Promise<void> {
    await Promise.all(this.#deliveries.map((delivery) => delivery.close()))
    await Promise.all(this.#running)
  }

  #taken(): number {
    return this.#deliveries.reduce((sum, { delivered }) => sum + delivered, 0)
  }
}
