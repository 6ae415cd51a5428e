/** @module What happens, told to any number of clients, none of which can hold up the others. */

import type { ServerResponse } from 'node:http'
import { ApiProblem } from '../api-problem.ts'
import { EventRing, type StreamTopic } from './event-ring.ts'
import { SseClient, type StreamFilter } from './sse-client.ts'
import type { StreamClient } from './stream-client.ts'
import { ToldEvent } from './told-event.ts'

export type { StreamFilter } from './sse-client.ts'

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

export class EventStream {
  readonly limits: StreamLimits
  readonly #ring: EventRing
  /** Tells the numbers of this process from those of the one before. */
  readonly #epoch: string
  readonly #clients = new Set<StreamClient>()
  readonly #heartbeat: NodeJS.Timeout
  #dropped = 0

  constructor(epoch: string, limits: StreamLimits = STREAM_LIMITS) {
    this.#epoch = epoch
    this.limits = limits
    this.#ring = new EventRing(limits.ring)
    this.#heartbeat = setInterval(() => {
      for (const client of this.#clients) client.beat()
    }, limits.heartbeatMs).unref()
  }

  get clients(): number {
    return this.#clients.size
  }

  /** Clients that were dropped because they read too slowly. */
  get dropped(): number {
    return this.#dropped
  }

  /** Events so far. */
  get published(): number {
    return this.#ring.last
  }

  publish(topic: StreamTopic, data: string, meterIds: readonly string[] = []): void {
    const told = new ToldEvent(this.#ring.add(topic, data, meterIds), this.#epoch)
    for (const client of this.#clients) client.tell(told)
  }

  /** @throws ApiProblem when there are too many clients */
  requireRoom(): void {
    if (this.#clients.size < this.limits.clients) return
    throw new ApiProblem(503, 'Too many clients follow the stream.', { headers: { 'retry-after': '10' } })
  }

  /**
   * Adds a client of server-sent events whose head is sent.
   *
   * @param lastEventId - of the last event it has, to go on behind it
   */
  open(response: ServerResponse, filter: StreamFilter, lastEventId: string | undefined): void {
    const client = new SseClient(response, filter, this.limits.backlogBytes, () => this.drop(client))
    this.add(client)
    response.on('close', () => this.remove(client))
    response.on('error', () => this.remove(client))
    client.begin(this.missed(lastEventId))
  }

  add(client: StreamClient): void {
    this.#clients.add(client)
  }

  remove(client: StreamClient): void {
    this.#clients.delete(client)
  }

  /** Removes one that reads too slowly. */
  drop(client: StreamClient): void {
    this.#dropped += this.#clients.delete(client) ? 1 : 0
  }

  /** What a client that comes back has missed; null when that is not known any more. */
  missed(lastEventId: string | undefined): readonly ToldEvent[] | null {
    if (lastEventId === undefined || lastEventId === '') return []
    const [epoch, number = ''] = lastEventId.split('.')
    const events = epoch === this.#epoch && /^\d+$/.test(number) ? this.#ring.after(Number(number)) : null
    return events?.map((event) => new ToldEvent(event, this.#epoch)) ?? null
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const client of this.#clients) {
      this.#clients.delete(client)
      client.end('the simulator stops')
    }
  }
}
