/**
 * @module A process full of TLS clients: kept connections that ask again as soon as they are answered, or handshakes.
 *
 * It stands outside the measured server's process and does as little as it can, so that the server is what limits.
 */

import { once } from 'node:events'
import { type ConnectionOptions, connect, createSecureContext, type TLSSocket } from 'node:tls'

/** What the clients are told; plain data, for it travels to a process of its own. */
export interface TlsLoad {
  readonly port: number
  /** PEM. */
  readonly ca: string
  readonly ciphers: string
  /** Certificate and key of each client, PEM. */
  readonly identities: readonly { readonly cert: string; readonly key: string; readonly lfdi: string }[]
}

export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly body: string
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** A client with one connection at a time. */
export class TlsClient {
  readonly #options: ConnectionOptions
  #socket: TLSSocket | null = null
  #pending: Buffer = Buffer.alloc(0)
  #answered: ((answer: Answer) => void) | null = null
  #failed: ((error: Error) => void) | null = null

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
    socket.setNoDelay(true)
    await once(socket, 'secureConnect')
    socket.on('data', (data: Buffer) => this.#take(data))
    socket.on('error', (error: Error) => this.#failed?.(error))
    socket.on('close', () => this.#failed?.(new Error('the server has closed the connection')))
    this.#socket = socket
  }

  /** Sends a whole request and waits for its answer. */
  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve
      this.#failed = reject
      this.#socket?.write(request)
    })
  }

  close(): void {
    this.#failed = null
    this.#socket?.destroy()
    this.#socket = null
  }

  #take(data: Buffer): void {
    this.#pending = this.#pending.length === 0 ? data : Buffer.concat([this.#pending, data])
    const end = this.#pending.indexOf(HEAD_END)
    if (end < 0) return
    const head = this.#pending.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    const total = end + HEAD_END.length + length
    if (this.#pending.length < total) return
    const body = this.#pending.toString('utf8', end + HEAD_END.length, total)
    this.#pending = this.#pending.subarray(total)
    const location = /\r\nlocation: *([^\r]+)/i.exec(head)?.[1] ?? null
    this.#answered?.({ status: Number(head.slice(9, 12)), location, body })
  }
}

/** A request as bytes. */
export function requestOf(method: string, path: string, body = ''): Buffer {
  const type = body === '' ? '' : 'Content-Type: application/sep+xml\r\n'
  const length = method === 'GET' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`
  const accept = 'Accept: application/sep+xml\r\n'
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${accept}${type}${length}\r\n${body}`)
}
