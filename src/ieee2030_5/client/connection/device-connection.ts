/**
 * @module One device's connection: kept open, one request at a time in their order, its TLS session used again.
 */

import type { IncomingMessage } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import type { SecureContext } from 'node:tls'
import { TLSSocket } from 'node:tls'
import { SEP_XML } from '../../xml/codec.ts'
import { ClientError } from './client-error.ts'
import { type Answer, type OutgoingRequest, type TrafficObserver, unobserved } from './exchange.ts'
import type { HandshakeGate } from './handshake-gate.ts'
import { handshakeHint } from './handshake-hint.ts'
import { type ClientIdentity, secureContextOf, type UtilityServer } from './server-address.ts'

/** For a connection, and for an answer [ms]. */
const TIME_LIMIT_MS = 20_000
/** A longer answer is not read to its end [bytes]. */
const MOST_BYTES = 1024 * 1024
/** The 2018 edition, without extensions. */
const ACCEPT = `${SEP_XML}; level=-S1`
/** Idle connections of servers that say nothing else are tried again and again; this only ends dead ones [ms]. */
const KEEP_ALIVE_PROBE_MS = 60_000

export interface ConnectionOptions {
  readonly server: UtilityServer
  readonly identity: ClientIdentity
  readonly gate: HandshakeGate
  readonly observer?: TrafficObserver
  /** For a connection, and for an answer [ms]. */
  readonly timeLimitMs?: number
}

export class DeviceConnection {
  readonly #options: ConnectionOptions
  readonly #agent: Agent
  readonly #origin: URL
  #context: SecureContext | null = null
  /** The one that is kept; null while there is none. */
  #socket: TLSSocket | null = null
  #isClosed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#origin = new URL(options.server.url)
    this.#agent = new Agent({
      keepAlive: true,
      keepAliveMsecs: KEEP_ALIVE_PROBE_MS,
      maxSockets: 1,
      maxCachedSessions: 1,
      scheduling: 'fifo',
    })
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws ClientError of the transport's kinds, or `document` for an answer that is too long
   */
  async send(outgoing: OutgoingRequest): Promise<Answer> {
    if (this.#socket !== null) {
      const answer = await this.#exchange(outgoing).catch((error: unknown) => {
        // The server has closed an idle connection, as it may: that is no failure yet.
        if (error instanceof LostBeforeAnswer) return null
        throw error
      })
      if (answer !== null) return answer
    }
    const { gate } = this.#options
    await gate.enter()
    try {
      return await this.#exchange(outgoing)
    } catch (error) {
      throw error instanceof LostBeforeAnswer ? error.reason : error
    } finally {
      gate.leave()
    }
  }

  /** Ends it, and whatever is asked for at the moment. */
  close(): void {
    this.#isClosed = true
    this.#agent.destroy()
  }

  #exchange({ method, path, kind, body }: OutgoingRequest): Promise<Answer> {
    if (this.#isClosed) return Promise.reject(new ClientError('connection', `${this.#origin.origin}: closed`))
    const { server, identity, observer = unobserved, timeLimitMs = TIME_LIMIT_MS } = this.#options
    this.#context ??= secureContextOf(server, identity)
    const options: RequestOptions & { secureContext: SecureContext } = {
      agent: this.#agent,
      method,
      host: this.#origin.hostname.replace(/^\[|\]$/g, ''),
      port: this.#origin.port || 443,
      path,
      secureContext: this.#context,
      // Servers of IEEE 2030.5 are known by their authority; their certificates often name no host.
      checkServerIdentity: () => undefined,
      headers: {
        Accept: ACCEPT,
        ...(body !== null && { 'Content-Type': SEP_XML, 'Content-Length': body.length }),
      },
    }
    const begunMs = performance.now()
    return new Promise((resolve, reject) => {
      const sending = request(options)
      const progress: Progress = { isReused: false, isConnected: false, isSecure: false, isAnswered: false }
      const late = setTimeout(() => {
        sending.destroy(new ClientError('timeout', `${this.#where(method, path)}: ${lateness(progress, timeLimitMs)}`))
      }, timeLimitMs)
      const fail = (error: Error): void => {
        clearTimeout(late)
        const reason = error instanceof ClientError ? error : this.#explain(error, progress)
        const isStale = progress.isReused && !progress.isAnswered && reason.fault === 'connection'
        reject(isStale ? new LostBeforeAnswer(reason) : reason)
      }
      sending.on('socket', (socket) => {
        if (!(socket instanceof TLSSocket) || socket === this.#socket) {
          progress.isReused = true
          progress.isConnected = true
          progress.isSecure = true
          return
        }
        socket.once('connect', () => {
          progress.isConnected = true
        })
        socket.once('secureConnect', () => {
          progress.isSecure = true
          this.#socket = socket
          observer.onHandshake(socket.isSessionReused(), performance.now() - begunMs)
        })
        socket.once('close', () => {
          if (this.#socket === socket) this.#socket = null
        })
      })
      sending.on('error', fail)
      sending.on('response', (incoming) => {
        progress.isAnswered = true
        readBody(incoming).then((received) => {
          clearTimeout(late)
          observer.onAnswer({
            method,
            kind,
            status: incoming.statusCode ?? 0,
            tookMs: performance.now() - begunMs,
            sentBytes: body?.length ?? 0,
            receivedBytes: received.length,
          })
          resolve({
            status: incoming.statusCode ?? 0,
            location: incoming.headers.location ?? null,
            contentType: incoming.headers['content-type'] ?? null,
            retryAfter: incoming.headers['retry-after'] ?? null,
            body: received,
          })
        }, fail)
      })
      sending.end(body ?? undefined)
    })
  }

  #where(method: string, path: string): string {
    return `${method} ${this.#origin.origin}${path}`
  }

  #explain(error: Error, { isConnected, isSecure }: Progress): ClientError {
    const { origin } = this.#origin
    if (!isConnected) return new ClientError('connection', `${origin} cannot be reached: ${error.message}`)
    if (isSecure) return new ClientError('connection', `${origin}: the connection was lost: ${error.message}`)
    const hint = handshakeHint(error)
    const said = error.message.replace(/^[0-9A-F]+:error:[0-9A-F]+:/, '').trim()
    return new ClientError(
      'handshake',
      `${origin}: no TLS with this server: ${hint === null ? said : `${hint} (${said.split(':').slice(0, 3).join(':')})`}`,
    )
  }
}

interface Progress {
  /** The connection was there before. */
  isReused: boolean
  isConnected: boolean
  isSecure: boolean
  isAnswered: boolean
}

/** A kept connection was gone before any of the answer came. */
class LostBeforeAnswer extends Error {
  readonly reason: ClientError

  constructor(reason: ClientError) {
    super(reason.message)
    this.reason = reason
  }
}

function lateness({ isConnected, isSecure }: Progress, limitMs: number): string {
  const what = isSecure ? 'no answer' : isConnected ? 'no end of the handshake' : 'no connection'
  return `${what} within ${limitMs / 1000} s`
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of incoming) {
    if (!(piece instanceof Buffer)) continue
    length += piece.length
    if (length > MOST_BYTES) {
      incoming.destroy()
      throw new ClientError('document', `the answer is longer than ${MOST_BYTES} bytes`)
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces, length)
}
