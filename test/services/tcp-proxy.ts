/** @module Stands between a program and a server, and makes the line between them bad. */

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** What a proxy does to what passes it. */
export type Line =
  /** Passes everything on. */
  | { readonly kind: 'good' }
  /** Everything comes later [ms]. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Connections are accepted, and nothing passes any more. */
  | { readonly kind: 'silent' }
  /** Every connection, old and new, is cut at once. */
  | { readonly kind: 'cut' }
  /** Connections are cut once so many bytes of the client have passed, in the middle of whatever is being said. */
  | { readonly kind: 'truncating'; readonly bytes: number }

export class TcpProxy {
  readonly port: number
  /** Connections cut so far. */
  cuts = 0
  #line: Line = { kind: 'good' }
  readonly #server: Server
  readonly #pairs = new Set<readonly [client: Socket, server: Socket]>()

  private constructor(server: Server) {
    this.#server = server
    const address = server.address()
    this.port = typeof address === 'object' && address !== null ? (address satisfies AddressInfo).port : 0
  }

  /** Listens on a free port of this machine and passes on to another one. */
  static async start(targetPort: number): Promise<TcpProxy> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const proxy = new TcpProxy(server)
    server.on('connection', (client) => proxy.#accept(client, targetPort))
    return proxy
  }

  /** Changes the line, for connections there are and for those to come. */
  set(line: Line): void {
    this.#line = line
    if (line.kind === 'cut') {
      this.#cutAll()
    }
  }

  async stop(): Promise<void> {
    this.#cutAll()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(client: Socket, targetPort: number): void {
    if (this.#line.kind === 'cut') {
      this.cuts++
      client.destroy()
      return
    }
    const server = connect(targetPort, '127.0.0.1')
    const pair = [client, server] as const
    this.#pairs.add(pair)
    let passed = 0
    client.on('data', (bytes) => {
      const line = this.#line
      if (line.kind === 'truncating' && passed + bytes.length > line.bytes) {
        server.write(bytes.subarray(0, Math.max(0, line.bytes - passed)), () => this.#cut(pair))
        return
      }
      passed += bytes.length
      this.#pass(bytes, server)
    })
    server.on('data', (bytes) => this.#pass(bytes, client))
    for (const socket of pair) {
      socket.on('error', () => this.#cut(pair))
      socket.on('close', () => this.#cut(pair))
    }
  }

  #pass(bytes: Buffer, to: Socket): void {
    const line = this.#line
    if (line.kind === 'slow') {
      setTimeout(() => to.write(bytes), line.delayMs)
    } else if (line.kind !== 'silent') {
      to.write(bytes)
    }
  }

  #cutAll(): void {
    for (const pair of this.#pairs) {
      this.#cut(pair)
    }
  }

  #cut(pair: readonly [Socket, Socket]): void {
    if (this.#pairs.delete(pair)) {
      this.cuts++
      for (const socket of pair) {
        socket.destroy()
      }
    }
  }
}
