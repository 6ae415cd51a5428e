/** @module A client that follows by server-sent events (WHATWG HTML, section 9.2). */

import type { ServerResponse } from 'node:http'
import type { StreamEvent, StreamTopic } from './event-ring.ts'
import { FAREWELL_MS, type StreamClient, TOO_SLOW } from './stream-client.ts'
import type { ToldEvent } from './told-event.ts'

export interface StreamFilter {
  readonly topics: readonly StreamTopic[]
  /** Of what is about meters, only what is about this one; null for all. */
  readonly meterId: string | null
}

/** After which a browser that lost the connection tries again [ms]. */
const RETRY_MS = 2_000

export class SseClient implements StreamClient {
  readonly #response: ServerResponse
  readonly #filter: StreamFilter
  readonly #backlogBytes: number
  readonly #onDropped: () => void

  /**
   * @param response - its head is sent
   * @param backlogBytes - what may wait for it before it is dropped
   */
  constructor(response: ServerResponse, filter: StreamFilter, backlogBytes: number, onDropped: () => void) {
    this.#response = response
    this.#filter = filter
    this.#backlogBytes = backlogBytes
    this.#onDropped = onDropped
  }

  /** @param missed - what happened since it was here last; null when that is not known any more */
  begin(missed: readonly ToldEvent[] | null): void {
    const wanted = missed?.filter(({ event }) => isWanted(event, this.#filter)).map(({ sse }) => sse)
    const gap = reasonEvent('gap', 'events since the last one that was seen are not held any more')
    this.#send(`retry: ${RETRY_MS}\n\n${wanted?.join('') ?? gap}`)
  }

  tell(told: ToldEvent): void {
    if (isWanted(told.event, this.#filter)) this.#send(told.sse)
  }

  beat(): void {
    this.#send(': heartbeat\n\n')
  }

  end(reason: string): void {
    this.#dismiss('end', reason)
  }

  #send(text: string): void {
    this.#response.write(text)
    if (this.#response.writableLength > this.#backlogBytes) {
      this.#onDropped()
      this.#dismiss('dropped', TOO_SLOW)
    }
  }

  #dismiss(event: string, reason: string): void {
    this.#response.end(reasonEvent(event, reason))
    setTimeout(() => this.#response.destroy(), FAREWELL_MS).unref()
  }
}

function reasonEvent(event: string, reason: string): string {
  return `event: ${event}\ndata: ${JSON.stringify({ reason })}\n\n`
}

function isWanted({ topic, meterIds }: StreamEvent, { topics, meterId }: StreamFilter): boolean {
  return topics.includes(topic) && (meterId === null || meterIds.length === 0 || meterIds.includes(meterId))
}
