/**
 * @module The network side of a utility server: TLS 1.2 with certificates on both sides, and HTTP within.
 *
 * @see IEEE Std 2030.5-2018, 6.4 (HTTP), 6.7 (TLS)
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { RunError, UsageError } from '../../errors/problem.ts'
import { errorCode } from '../../journal/write-failure.ts'
import type { Identity } from '../pki/identity.ts'
import { cipherList } from '../tls/cipher-suites.ts'
import type { UtilityRequest } from '../utility/respond.ts'
import { type UtilityResponse, unreadable } from '../utility/response.ts'
import { DocumentError } from '../xml/document-error.ts'
import { DEFAULT_LIMITS } from '../xml/document-limits.ts'
import { handshakeFault } from './handshake-fault.ts'
import { type Peer, peerOf } from './peer.ts'
import { onBody } from './request-body.ts'

/** Longer than the longest poll rate in use: clients take a closed connection for a fault [ms]. */
const KEEP_ALIVE_MS = 4 * 3_600_000
/** What a client may take to say what it wants [ms]. */
const HANDSHAKE_MS = 20_000
const HEADERS_MS = 20_000
const REQUEST_MS = 60_000
const MOST_HEADER_BYTES = 16_384
/** How long a session may be resumed [s]. */
const SESSION_SECONDS = 86_400
const MOST_CONNECTIONS = 50_000

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly identity: Identity
  /** PEM certificates of those whose devices are let in. */
  readonly trusted: readonly string[]
  readonly lenientCiphers: boolean
  /** Whether a device's certificate may depart from the profile. */
  readonly lenientCertificates: boolean
  /** Never rejects. */
  answer(request: Omit<UtilityRequest, 'now'>): UtilityResponse | Promise<UtilityResponse>
  /** A connection that did not come about, or what is not HTTP, in one line. */
  onRefused(text: string): void
}

export interface ListenerCounts {
  /** Connections that are open now. */
  readonly connections: number
  /** Handshakes since the start: whole ones, and those of sessions that went on. */
  readonly handshakes: number
  readonly resumed: number
}

export class Listener {
  readonly #options: ListenerOptions
  readonly #server: Server
  readonly #peers = new WeakMap<Socket, Peer>()
  /** Open connections by LFDI. */
  readonly #connections = new Map<string, Set<Socket>>()
  #open = 0
  #handshakes = 0
  #resumed = 0

  constructor(options: ListenerOptions) {
    this.#options = options
    const { identity } = options
    this.#server = createServer(
      {
        cert: identity.chainPem,
        key: identity.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        ca: [...options.trusted],
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
        ciphers: cipherList(options.lenientCiphers),
        honorCipherOrder: true,
        ecdhCurve: 'prime256v1',
        sessionTimeout: SESSION_SECONDS,
        handshakeTimeout: HANDSHAKE_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        headersTimeout: HEADERS_MS,
        requestTimeout: REQUEST_MS,
        maxHeaderSize: MOST_HEADER_BYTES,
        noDelay: true,
        requireHostHeader: false,
      },
      (request, response) => this.#serve(request, response),
    )
    this.#server.maxConnections = MOST_CONNECTIONS
    this.#server.on('secureConnection', (socket) => this.#welcome(socket))
    this.#server.on('tlsClientError', (error, socket) => {
      this.#refuse(socket.remoteAddress, handshakeFault(error, socket.authorizationError))
    })
    this.#server.on('clientError', (error, socket) => this.#refuseText(error, socket))
  }

  /**
   * Begins to listen.
   *
   * @returns the port, which was chosen by the system when 0 was asked for
   * @throws UsageError when the port or the address cannot be had
   */
  listen(): Promise<number> {
    const { host, port } = this.#options
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error) => reject(listenFault(error, host, port)))
      this.#server.listen(port, host, () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  }

  get counts(): ListenerCounts {
    return { connections: this.#open, handshakes: this.#handshakes, resumed: this.#resumed }
  }

  /** How many connections each device has. */
  get connected(): ReadonlyMap<string, ReadonlySet<Socket>> {
    return this.#connections
  }

  /** Ends the connections of a device at once. */
  disconnect(lfdi: string): void {
    for (const socket of this.#connections.get(lfdi) ?? []) {
      socket.destroy()
    }
  }

  /** Stops listening, and ends what is open. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  #welcome(socket: TLSSocket): void {
    this.#handshakes++
    if (socket.isSessionReused()) this.#resumed++
    // The other way to ask for it spells out every field first, which takes five times as long.
    const certificate = socket.getPeerX509Certificate()
    if (certificate === undefined) {
      socket.destroy()
      return
    }
    const peer = peerOf(certificate.raw)
    if (peer.violations.length > 0 && !this.#options.lenientCertificates) {
      const faults = peer.violations.join('; ')
      this.#refuse(socket.remoteAddress, `the certificate of ${peer.lfdi} is not that of a device: ${faults}`)
      socket.destroy()
      return
    }
    this.#peers.set(socket, peer)
    this.#open++
    const sockets = this.#connections.get(peer.lfdi) ?? new Set()
    this.#connections.set(peer.lfdi, sockets.add(socket))
    socket.once('close', () => {
      this.#open--
      sockets.delete(socket)
      if (sockets.size === 0) this.#connections.delete(peer.lfdi)
    })
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const caller = this.#peers.get(request.socket)
    if (caller === undefined) {
      request.socket.destroy()
      return
    }
    onBody(request, (body) => {
      if (body === null) {
        this.#refuseBody(request, response)
        return
      }
      const answer = this.#options.answer({
        method: request.method ?? '',
        target: request.url ?? '',
        accept: request.headers.accept,
        contentType: request.headers['content-type'],
        body,
        caller,
      })
      if (answer instanceof Promise) void answer.then((later) => send(response, later))
      else send(response, answer)
    })
  }

  /** What is not HTTP; a failed handshake comes here too, and was told of already. */
  #refuseText(error: Error, socket: Duplex): void {
    const isSocket = socket instanceof Socket
    if (isSocket && this.#peers.has(socket)) this.#refuse(socket.remoteAddress, `no HTTP: ${error.message}`)
    if (isSocket && this.#peers.has(socket) && socket.writable) socket.end(rawResponse(errorCode(error)))
    else socket.destroy()
  }

  /** What comes is not read to its end, so the connection ends too. */
  #refuseBody(request: IncomingMessage, response: ServerResponse): void {
    const { maxBytes } = DEFAULT_LIMITS
    const { status, headers, body } = unreadable(new DocumentError('limit', '', `at most ${maxBytes} bytes`))
    this.#refuse(request.socket.remoteAddress, `${request.method} ${request.url?.slice(0, 100)}: the body is too long`)
    request.resume()
    send(response, { status, headers: { ...headers, Connection: 'close' }, body, detail: null })
  }

  #refuse(address: string | undefined, reason: string): void {
    this.#options.onRefused(`${address ?? 'a client'}: ${reason}`)
  }
}

function send(response: ServerResponse, { status, headers, body }: UtilityResponse): void {
  response.writeHead(status, headers)
  if (body === null) response.end()
  // As text it goes out with the head in one piece, and one TLS record; bytes would be a piece of their own.
  else response.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1')
}

/** What is not HTTP is answered all the same, and the connection ends. */
function rawResponse(code: string): string {
  const status =
    code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  return `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`
}

function listenFault(error: Error, host: string, port: number): Error {
  const source = 'IEEE 2030.5 server'
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new UsageError([
        {
          source,
          key: 'IEEE2030_5_PORT',
          value: String(port),
          expected: 'a free port',
          fix: `Another program listens there: stop it ("ss -ltnp 'sport = :${port}'" names it), or give another port`,
        },
      ])
    case 'EACCES':
      return new UsageError([
        { source, key: 'IEEE2030_5_PORT', value: String(port), expected: 'a port this user may open, 1024 or above' },
      ])
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError([
        { source, key: 'IEEE2030_5_HOST', value: host, expected: 'an address of this machine, or 0.0.0.0 for all' },
      ])
    default:
      return new RunError(`The IEEE 2030.5 server cannot listen on ${host}:${port}: ${error.message}`)
  }
}
