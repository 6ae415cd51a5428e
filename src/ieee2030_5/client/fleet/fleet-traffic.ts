/** @module What a fleet sends and gets, counted by kind of request. */

import type { AnsweredRequest, TrafficObserver } from '../connection/exchange.ts'
import { Latencies, type LatencyFigures } from './latencies.ts'

export interface RequestFigures extends LatencyFigures {
  /** Such as `POST MirrorMeterReadingList`. */
  readonly kind: string
  /** Answered with 400 or more. */
  readonly refused: number
}

export interface TrafficFigures {
  readonly all: LatencyFigures
  /** In the order of their names. */
  readonly requests: readonly RequestFigures[]
  readonly handshakes: { readonly full: LatencyFigures; readonly resumed: LatencyFigures }
  /** Of the bodies. */
  readonly sentBytes: number
  readonly receivedBytes: number
}

export class FleetTraffic implements TrafficObserver {
  readonly #all = new Latencies()
  readonly #kinds = new Map<string, { readonly latencies: Latencies; refused: number }>()
  readonly #full = new Latencies()
  readonly #resumed = new Latencies()
  #sentBytes = 0
  #receivedBytes = 0

  onHandshake(isResumed: boolean, tookMs: number): void {
    ;(isResumed ? this.#resumed : this.#full).add(tookMs)
  }

  onAnswer({ method, kind, status, tookMs, sentBytes, receivedBytes }: AnsweredRequest): void {
    const name = `${method} ${kind}`
    let counted = this.#kinds.get(name)
    if (counted === undefined) {
      counted = { latencies: new Latencies(), refused: 0 }
      this.#kinds.set(name, counted)
    }
    counted.latencies.add(tookMs)
    if (status >= 400) counted.refused++
    this.#all.add(tookMs)
    this.#sentBytes += sentBytes
    this.#receivedBytes += receivedBytes
  }

  get figures(): TrafficFigures {
    const requests = [...this.#kinds].map(([kind, { latencies, refused }]) => ({ kind, refused, ...latencies.figures }))
    return {
      all: this.#all.figures,
      requests: requests.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      handshakes: { full: this.#full.figures, resumed: this.#resumed.figures },
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
    }
  }
}
