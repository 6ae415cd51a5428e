/**
 * @module A process full of TLS clients: kept connections that ask again as soon as they are answered, or handshakes.
 *
 * It stands outside the measured server's process and does as little as it can, so that the server is what limits.
 */

import { once } from 'node:events'
import { type ConnectionOptions, connect, createSecureContext } from 'node:tls'
import { type Answer, HttpConnection } from './http-connection.ts'

/** What the clients are told; plain data, for it travels to a process of its own. */
export interface TlsLoad {
  readonly port: number
  /** PEM. */
  readonly ca: string
  readonly ciphers: string
  /** Certificate and key of each client, PEM. */
  readonly identities: readonly { readonly cert: string; readonly key: string; readonly lfdi: string }[]
}

/** A client with one connection at a time. */
export class TlsClient {
  readonly #options: ConnectionOptions
  #connection: HttpConnection | null = null

  constructor({ port, ca, ciphers, identities }: TlsLoad, index: number) {
    const { cert, key } = identities[index % identities.length]
    const secureContext = createSecureContext({ ca, cert, key, ciphers, ecdhCurve: 'prime256v1' })
    this.#options = {
      host: '127.0.0.1',
      port,
      secureContext,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      checkServerIdentity: () => undefined,
    }
  }

  async open(session?: Buffer): Promise<void> {
    const socket = connect(session === undefined ? this.#options : { ...this.#options, session })
    await once(socket, 'secureConnect')
    this.#connection = new HttpConnection(socket)
  }

  /** Sends a whole request and waits for its answer. */
  ask(request: Buffer): Promise<Answer> {
    return this.#connection?.ask(request) ?? Promise.reject(new Error('not connected'))
  }

  close(): void {
    this.#connection?.close()
    this.#connection = null
  }
}

/** A request as bytes. */
export function requestOf(method: string, path: string, body = ''): Buffer {
  const type = body === '' ? '' : 'Content-Type: application/sep+xml\r\n'
  const length = method === 'GET' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`
  const accept = 'Accept: application/sep+xml\r\n'
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${accept}${type}${length}\r\n${body}`)
}
