/** @module An event as clients are told it: its texts are made once, however many follow. */

import type { StreamEvent } from './event-ring.ts'

export class ToldEvent {
  readonly event: StreamEvent
  /** Unique over all processes of a run. */
  readonly id: string
  #sse: string | null = null
  #message: string | null = null

  /** @param epoch - tells the numbers of this process from those of the one before */
  constructor(event: StreamEvent, epoch: string) {
    this.event = event
    this.id = `${epoch}.${event.number}`
  }

  /** As a server-sent event. */
  get sse(): string {
    const { topic, data } = this.event
    this.#sse ??= `id: ${this.id}\nevent: ${topic}\ndata: ${data}\n\n`
    return this.#sse
  }

  /** As a message of a WebSocket. */
  get message(): string {
    const { topic, data } = this.event
    this.#message ??= `{"type":"event","id":${JSON.stringify(this.id)},"topic":"${topic}","data":${data}}`
    return this.#message
  }
}
