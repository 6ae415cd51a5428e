/** @module Server-sent events (WHATWG HTML, section 9.2) for any number of clients, none of which can hold up the others. */

import type { ServerResponse } from 'node:http'
import { ApiProblem } from '../api-problem.ts'
import { EventRing, type StreamEvent, type StreamTopic } from './event-ring.ts'

export interface StreamFilter {
  readonly topics: readonly StreamTopic[]
  /** Of what is about meters, only what is about this one; null for all. */
  readonly meterId: string | null
}

export interface StreamLimits {
  /** Events kept for those who come back. */
  readonly ring: number
  readonly clients: number
  /** What may wait for a client that reads slowly, before it is dropped [bytes]. */
  readonly backlogBytes: number
  readonly heartbeatMs: number
}

export const STREAM_LIMITS: StreamLimits = {
  ring: 4_096,
  clients: 1_500,
  backlogBytes: 1024 * 1024,
  heartbeatMs: 15_000,
}

/** After which a browser that lost the connection tries again [ms]. */
const RETRY_MS = 2_000
/** What a dropped client is given to read the reason [ms]. */
const FAREWELL_MS = 2_000

interface Client {
  readonly response: ServerResponse
  readonly filter: StreamFilter
}

export class EventStream {
  readonly #limits: StreamLimits
  readonly #ring: EventRing
  /** Tells the numbers of this process from those of the one before. */
  readonly #epoch: string
  readonly #clients = new Set<Client>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(epoch: string, limits: StreamLimits = STREAM_LIMITS) {
    this.#epoch = epoch
    this.#limits = limits
    this.#ring = new EventRing(limits.ring)
    this.#heartbeat = setInterval(() => this.#toAll(': heartbeat\n\n'), limits.heartbeatMs).unref()
  }

  get clients(): number {
    return this.#clients.size
  }

  publish(topic: StreamTopic, data: string, meterIds: readonly string[] = []): void {
    const event = this.#ring.add(topic, data, meterIds)
    const text = this.#textOf(event)
    for (const client of this.#clients) {
      if (isWanted(event, client.filter)) this.#send(client, text)
    }
  }

  /** @throws ApiProblem when there are too many clients */
  requireRoom(): void {
    if (this.#clients.size < this.#limits.clients) return
    throw new ApiProblem(503, 'Too many clients follow the stream.', { headers: { 'retry-after': '10' } })
  }

  /**
   * Adds a client whose head is sent.
   *
   * @param lastEventId - of the last event it has, to go on behind it
   */
  open(response: ServerResponse, filter: StreamFilter, lastEventId: string | undefined): void {
    const client = { response, filter }
    this.#clients.add(client)
    response.on('close', () => this.#clients.delete(client))
    response.on('error', () => this.#clients.delete(client))
    this.#send(client, `retry: ${RETRY_MS}\n\n${this.#missed(lastEventId, filter)}`)
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const client of this.#clients) {
      this.#dismiss(client, 'end', 'the simulator stops')
    }
  }

  /** What a client that comes back has missed; where that is not known any more, that there is a gap. */
  #missed(lastEventId: string | undefined, filter: StreamFilter): string {
    if (lastEventId === undefined || lastEventId === '') return ''
    const [epoch, number = ''] = lastEventId.split('.')
    const events = epoch === this.#epoch && /^\d+$/.test(number) ? this.#ring.after(Number(number)) : null
    if (events === null) {
      return reasonEvent('gap', 'events since the last one that was seen are not held any more')
    }
    return events
      .filter((event) => isWanted(event, filter))
      .map((event) => this.#textOf(event))
      .join('')
  }

  #textOf({ number, topic, data }: StreamEvent): string {
    return `id: ${this.#epoch}.${number}\nevent: ${topic}\ndata: ${data}\n\n`
  }

  #toAll(text: string): void {
    for (const client of this.#clients) this.#send(client, text)
  }

  #send(client: Client, text: string): void {
    client.response.write(text)
    if (client.response.writableLength > this.#limits.backlogBytes) {
      this.#dismiss(client, 'dropped', 'it reads more slowly than events come')
    }
  }

  #dismiss(client: Client, event: string, reason: string): void {
    this.#clients.delete(client)
    client.response.end(reasonEvent(event, reason))
    setTimeout(() => client.response.destroy(), FAREWELL_MS).unref()
  }
}

function reasonEvent(event: string, reason: string): string {
  return `event: ${event}\ndata: ${JSON.stringify({ reason })}\n\n`
}

function isWanted({ topic, meterIds }: StreamEvent, { topics, meterId }: StreamFilter): boolean {
  return topics.includes(topic) && (meterId === null || meterIds.length === 0 || meterIds.includes(meterId))
}
