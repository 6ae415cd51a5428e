/** @module A client that follows the stream over a WebSocket (RFC 6455), and what it says. */

import type { WebSocket } from 'ws'
import { type RequestFault, shown } from '../api-problem.ts'
import { STREAM_TOPICS, type StreamTopic } from '../stream/event-ring.ts'
import type { EventStream } from '../stream/event-stream.ts'
import { FAREWELL_MS, type StreamClient } from '../stream/stream-client.ts'
import type { ToldEvent } from '../stream/told-event.ts'
import { CLOSE_CODES, type CloseReason } from './close-codes.ts'
import { type ClientMessage, faultOf, type MessageFault, readMessage, type ServerMessage } from './socket-messages.ts'

/** What a client may say in a time [ms]. */
const MOST_MESSAGES = 100
const MESSAGES_WITHIN_MS = 10_000

export interface SocketTerms {
  readonly events: EventStream
  /** Whether it still has to give the token, and in which time [ms]. */
  readonly needsToken: boolean
  readonly tokenWithinMs: number
  readonly isToken: (given: string) => boolean
  readonly hasMeter: (meterId: string) => boolean
}

export class SocketClient implements StreamClient {
  readonly #socket: WebSocket
  readonly #terms: SocketTerms
  /** With the meter it is followed for; null for all. */
  readonly #followed = new Map<StreamTopic, string | null>()
  readonly #deadline: NodeJS.Timeout | undefined
  #isTrusted: boolean
  /** Whether it has answered the last ping. */
  #isAlive = true
  #said = 0
  #countedMs = performance.now()

  constructor(socket: WebSocket, terms: SocketTerms) {
    this.#socket = socket
    this.#terms = terms
    this.#isTrusted = !terms.needsToken
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#hear(data, isBinary))
    socket.on('close', () => {
      clearTimeout(this.#deadline)
      terms.events.remove(this)
    })
    // What breaks a connection closes it, too.
    socket.on('error', () => undefined)
    if (terms.needsToken) {
      this.#deadline = setTimeout(() => this.#close('noToken'), terms.tokenWithinMs).unref()
    }
    this.#say({ type: 'welcome', authenticated: this.#isTrusted, topics: [...STREAM_TOPICS] })
  }

  get isTrusted(): boolean {
    return this.#isTrusted
  }

  tell(told: ToldEvent): void {
    const { topic, meterIds } = told.event
    const meterId = this.#followed.get(topic)
    if (meterId === undefined) return
    if (meterId === null || meterIds.length === 0 || meterIds.includes(meterId)) this.#send(told.message)
  }

  beat(): void {
    if (this.#isAlive) {
      this.#isAlive = false
      this.#socket.ping()
    } else {
      this.#socket.terminate()
    }
  }

  end(reason: string): void {
    this.#close('stops', reason)
  }

  #hear(data: Buffer, isBinary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    const end = this.#understand(data, isBinary)
    if (end !== null) this.#close(end)
  }

  /** @returns why the connection ends; null when it goes on */
  #understand(data: Buffer, isBinary: boolean): CloseReason | null {
    if (isBinary) return 'binary'
    if (this.#saysTooMuch()) return 'tooMany'
    const read = readMessage(data.toString())
    if (!this.#isTrusted && !('message' in read && read.message.type === 'authenticate')) return 'noToken'
    if ('message' in read) return this.#obey(read.message)
    this.#refuse(read.fault)
    return null
  }

  #obey(message: ClientMessage): CloseReason | null {
    const request_id = message.request_id ?? null
    switch (message.type) {
      case 'authenticate':
        if (!this.#terms.isToken(message.token)) return 'wrongToken'
        this.#isTrusted = true
        clearTimeout(this.#deadline)
        this.#say({ type: 'authenticated', request_id })
        break
      case 'ping':
        this.#say({ type: 'pong', request_id })
        break
      case 'unsubscribe':
        for (const topic of message.topics ?? STREAM_TOPICS) this.#followed.delete(topic)
        this.#say({ type: 'subscribed', request_id, following: this.#following() })
        break
      case 'subscribe':
        this.#subscribe(message)
        break
    }
    return null
  }

  #subscribe({ meter_id, last_event_id, ...message }: Subscription): void {
    const request_id = message.request_id ?? null
    const topics: readonly StreamTopic[] = message.topics ?? STREAM_TOPICS
    if (meter_id !== undefined && !this.#terms.hasMeter(meter_id)) {
      const expected = 'the identifier of a meter; /api/v1/meters lists them'
      const fault: RequestFault = { in: 'body', field: 'meter_id', value: shown(meter_id), expected }
      this.#refuse(faultOf(request_id, [fault]))
      return
    }
    for (const topic of topics) this.#followed.set(topic, meter_id ?? null)
    this.#say({ type: 'subscribed', request_id, following: this.#following() })
    const missed = this.#terms.events.missed(last_event_id)
    if (missed === null) {
      this.#say({ type: 'gap', reason: 'events since the last one that was seen are not held any more' })
      return
    }
    for (const told of missed) if (topics.includes(told.event.topic)) this.tell(told)
  }

  #following() {
    return Array.from(this.#followed, ([topic, meter_id]) => ({ topic, meter_id }))
  }

  #refuse({ requestId, detail, errors }: MessageFault): void {
    this.#say({ type: 'error', request_id: requestId, detail, errors: [...errors] })
  }

  #saysTooMuch(): boolean {
    const nowMs = performance.now()
    if (nowMs - this.#countedMs > MESSAGES_WITHIN_MS) {
      this.#countedMs = nowMs
      this.#said = 0
    }
    this.#said += 1
    return this.#said > MOST_MESSAGES
  }

  #say(message: ServerMessage): void {
    this.#send(JSON.stringify(message))
  }

  #send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(text)
    if (this.#socket.bufferedAmount > this.#terms.events.limits.backlogBytes) {
      this.#terms.events.drop(this)
      this.#close('tooSlow')
    }
  }

  #close(why: CloseReason, reason: string = CLOSE_CODES[why].reason): void {
    this.#terms.events.remove(this)
    this.#socket.close(CLOSE_CODES[why].code, reason)
    setTimeout(() => this.#socket.terminate(), FAREWELL_MS).unref()
  }
}

type Subscription = Extract<ClientMessage, { type: 'subscribe' }>
