/**
 * @module Stands between meters and their utility server and keeps what is said: TLS ends here with the server's own
 * certificate, and goes on to the server with that of the meter that speaks.
 */

import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type RequestOptions, request, type Server } from 'node:https'
import { TLSSocket } from 'node:tls'
import { certificatePaths } from '../../src/ieee2030_5/pki/certificate-paths.ts'
import { clientOf } from '../../src/ieee2030_5/server/server.fixture.ts'
import { cipherList } from '../../src/ieee2030_5/tls/cipher-suites.ts'

/** Longer than any poll rate: a meter takes a closed connection for a reason to connect anew [ms]. */
const IDLE_MS = 3_600_000

/** A document that has passed, and where it did so first. */
export interface PassedDocument {
  readonly text: string
  readonly by: 'client' | 'server'
  /** Method, path and status. */
  readonly first: string
}

/** A document without its media type, or one of another type, is a fault of whoever sent it. */
const SEP_XML = /^application\/sep\+xml\b/

export class RecordingProxy {
  readonly port: number
  /** Requests that have passed. */
  requests = 0
  /** What was said otherwise than in documents. */
  readonly odd: string[] = []
  readonly #server: Server
  /** By sender and text: what is said again is kept once. */
  readonly #documents = new Map<string, PassedDocument>()

  private constructor(server: Server) {
    this.#server = server
    const address = server.address()
    this.port = typeof address === 'object' && address !== null ? address.port : 0
  }

  /**
   * Listens on a free port of this machine and passes on to another one.
   *
   * @param certificates - folder with those of the server and of the meters
   */
  static async start(targetPort: number, certificates: string): Promise<RecordingProxy> {
    const paths = certificatePaths(certificates)
    const server = createServer({
      cert: readFileSync(paths.server.chain),
      key: readFileSync(paths.server.key),
      ca: readFileSync(paths.authority.bundle),
      requestCert: true,
      rejectUnauthorized: true,
      ciphers: cipherList(false),
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      keepAliveTimeout: IDLE_MS,
    })
    const meters = new Map(
      readdirSync(paths.meters).map((name) => {
        const meter = paths.meter(name)
        return [readFileSync(meter.der).toString('latin1'), { ...clientOf(meter, paths), port: targetPort }]
      }),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const proxy = new RecordingProxy(server)
    server.on('request', (incoming, answering) => {
      const { socket } = incoming
      const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate().raw : Buffer.alloc(0)
      const meter = meters.get(certificate.toString('latin1'))
      proxy.#pass(incoming, answering, meter).catch(() => answering.destroy())
    })
    return proxy
  }

  get documents(): readonly PassedDocument[] {
    return [...this.#documents.values()]
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #pass(incoming: IncomingMessage, answering: ServerResponse, meter: RequestOptions | undefined): Promise<void> {
    if (meter === undefined) throw new Error('a client that is none of the meters')
    const { method, url: path, headers } = incoming
    const body = await bodyOf(incoming)
    const onward = request({ ...meter, method, path, headers })
    onward.end(body)
    const [answer]: [IncomingMessage] = await new Promise((resolve, reject) => {
      onward.once('error', reject).once('response', (response) => resolve([response]))
    })
    const answered = await bodyOf(answer)
    this.requests++
    const first = `${method} ${path} ${answer.statusCode}`
    this.#keep('client', first, headers, body)
    if (method !== 'HEAD') this.#keep('server', first, answer.headers, answered)
    answering.writeHead(answer.statusCode ?? 500, answer.headers).end(answered)
  }

  #keep(by: PassedDocument['by'], first: string, headers: IncomingHttpHeaders, body: Buffer): void {
    const { 'content-type': type = 'nothing', 'content-length': length } = headers
    if (body.length === 0) return
    if (!SEP_XML.test(type) || Number(length) !== body.length) {
      this.odd.push(`${by}, ${first}: ${body.length} bytes of ${type}, Content-Length ${length}`)
    }
    const text = body.toString('utf8')
    const key = `${by} ${text}`
    if (!this.#documents.has(key)) this.#documents.set(key, { text, by, first })
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) {
    if (part instanceof Buffer) parts.push(part)
  }
  return Buffer.concat(parts)
}
