/** @module Lets clients in by WebSocket: the handshake is a request like others, with its limits and refusals. */

import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import { requireSameOrigin } from '../access.ts'
import { ApiProblem } from '../api-problem.ts'
import { SocketClient, type SocketTerms } from './socket-client.ts'
import { SUBPROTOCOL } from './socket-messages.ts'

/** A message of a client is no longer than this [bytes]. */
const MESSAGE_BYTES = 4 * 1024
/** Clients that have not given their token yet, all together. */
const MOST_STRANGERS = 50
/** What clients are given to say goodbye when the simulator stops [ms]. */
const CLOSING_MS = 1_000

export interface DoorOptions extends Omit<SocketTerms, 'needsToken'> {
  /** Whether others than this machine can reach it. */
  readonly isOpen: boolean
}

interface Handshake {
  readonly socket: Duplex
  readonly head: Buffer
}

export class SocketDoor {
  readonly #options: DoorOptions
  readonly #handshakes = new WeakMap<IncomingMessage, Handshake>()
  readonly #clients = new Set<SocketClient>()
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })

  constructor(app: FastifyInstance, options: DoorOptions) {
    this.#options = options
    app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#handshakes.set(request, { socket, head })
      answerUpgrade(app, request, socket)
    })
    app.addHook('preClose', () => this.#close())
  }

  /**
   * Makes a WebSocket of a request that asks for one.
   *
   * @throws ApiProblem when it does not, or may not
   */
  open(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { headers, raw } = request
    requireSameOrigin(headers.origin, headers.host)
    const handshake = this.#handshakes.get(raw)
    if (handshake === undefined || headers.upgrade?.toLowerCase() !== 'websocket') throw notAsked()
    const { events, isOpen } = this.#options
    // A token in the head was looked at before.
    const needsToken = isOpen && headers.authorization === undefined
    events.requireRoom()
    if (needsToken) this.#requireRoomForStrangers()
    reply.hijack()
    reply.raw.detachSocket(raw.socket)
    this.#server.handleUpgrade(raw, handshake.socket, handshake.head, (socket) => {
      const client = new SocketClient(socket, { ...this.#options, needsToken })
      this.#clients.add(client)
      events.add(client)
      socket.on('close', () => this.#clients.delete(client))
    })
    return reply
  }

  #requireRoomForStrangers(): void {
    const strangers = [...this.#clients].filter(({ isTrusted }) => !isTrusted).length
    if (strangers < MOST_STRANGERS) return
    throw new ApiProblem(503, 'Too many clients have not given their token yet.', { headers: { 'retry-after': '5' } })
  }

  /** A server waits for its connections, and these are no requests any more. */
  async #close(): Promise<void> {
    for (const client of this.#clients) client.end('the simulator stops')
    const begunMs = performance.now()
    while (this.#clients.size > 0 && performance.now() - begunMs < CLOSING_MS) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    for (const socket of this.#server.clients) socket.terminate()
  }
}

function notAsked(): ApiProblem {
  return new ApiProblem(426, 'This address speaks WebSocket, version 13.', { headers: { upgrade: 'websocket' } })
}

/** Sends a request that asks for another protocol through all that other requests go through. */
function answerUpgrade(app: FastifyInstance, request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  // A body could not be read any more.
  if (request.method !== 'GET') {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    return
  }
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(request.socket)
  response.on('finish', () => socket.end())
  app.routing(request, response)
}
