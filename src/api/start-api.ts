/** @module Opens the HTTP interface at its address. */

import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { isLoopbackHost } from '../config/loopback-host.ts'
import type { ApiContext } from './api-context.ts'
import { createApi } from './create-api.ts'

export interface StartOptions {
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  readonly token: string
  readonly context: ApiContext
  readonly headTimeoutMs?: number
  readonly onFailure?: (error: unknown) => void
}

export interface RunningApi {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string
  close(): Promise<void>
}

/** @throws the system's error when the address cannot be had */
export async function startApi({ host, port, token, context, ...rest }: StartOptions): Promise<RunningApi> {
  const { programVersion } = context.live.facts
  const app = await createApi({ context, token, isOpen: !isLoopbackHost(host), version: programVersion, ...rest })
  return listenAt(app, host, port)
}

/** @throws the system's error when the address cannot be had */
export async function listenAt(app: FastifyInstance, host: string, port: number): Promise<RunningApi> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw error
  }
  return { url: urlOf(host, app.server.address()), close: () => app.close() }
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
